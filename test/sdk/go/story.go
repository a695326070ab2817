package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"time"

	v1 "github.com/oceanbase/obshell-sdk-go/services/v1"
)

// A scenario as a program with the SDK lives through it: what each call came to, and what the simulator's journal has of it. The programs
// are in scenarios_*.go; the scenario is played by a simulator of its own.

// places is where the scenario's agents are, by name.
var places = map[string]agent{}

// told is what is printed in the end.
var told []map[string]any

// sleepLasts is how long the SDK sleeps between two looks at a task. It cannot be intercepted, so what a call took tells how often it did.
const sleepLasts = 2 * time.Second

// play makes a journey of a scenario.
func play(scenario func()) func() {
	return func() {
		for _, each := range views().Agents {
			places[each.Name] = parseAgent(each.Listening[0])
		}
		scenario()
		end()
		os.Exit(0)
	}
}

// tell makes one call and writes down how it went, with what the journal says was sent.
func tell(name string, call func() (any, error)) {
	before := journal("limit=1").Seq
	entry := map[string]any{"call": name}
	told = append(told, entry)
	began := time.Now()
	observeInto(entry, call)
	if slept := int(time.Since(began) / sleepLasts); slept > 0 {
		entry["slept"] = counted(repeated("2 s", slept))
	}

	sent, why := []string{}, []string{}
	for _, each := range journal(fmt.Sprintf("after=%d&caused=none", before)).Entries {
		sent = append(sent, each.line())
		if each.Why != nil && !contains(why, *each.Why) {
			why = append(why, *each.Why)
		}
	}
	entry["sent"] = counted(sent)
	if len(why) > 0 {
		entry["why"] = why
	}
}

// members tells who is in a cluster to be.
func members(client *v1.Client) func() (any, error) {
	return func() (any, error) {
		info, err := client.GetObInfo()
		if err != nil {
			return nil, err
		}
		lines := []string{}
		for _, each := range info.Agents {
			lines = append(lines, fmt.Sprintf("%s:%d %s %s", each.Ip, each.Port, each.Identity, each.Zone))
		}
		return lines, nil
	}
}

func identity(client *v1.Client) func() (any, error) {
	return func() (any, error) {
		info, err := client.GetInfo()
		if err != nil {
			return nil, err
		}
		return info.Identity, nil
	}
}

func observeInto(entry map[string]any, call func() (any, error)) {
	defer func() {
		if panicked := recover(); panicked != nil {
			entry["panicked"] = fmt.Sprint(panicked)
		}
	}()
	returned, err := call()
	if err != nil {
		entry["failed"] = failureOf(err)
		return
	}
	entry["returned"] = returned
}

// failureOf tells of an error of the network what is behind it, for its text names the client's sockets.
func failureOf(err error) map[string]any {
	var network *url.Error
	if !errors.As(err, &network) {
		return failure(err)
	}
	var operation *net.OpError
	if errors.As(err, &operation) {
		return map[string]any{"type": "network", "text": operation.Err.Error()}
	}
	return map[string]any{"type": "network", "text": network.Err.Error()}
}

// end prints all of it, and how the agents are in the end.
func end() {
	agents := map[string]string{}
	for _, each := range views().Agents {
		agents[each.Name] = each.state()
	}
	var found struct{ Dags []dagView }
	look("/dags", &found)
	dags := []string{}
	for _, each := range found.Dags {
		dags = append(dags, fmt.Sprintf("%s: %s %d/%d %s %s", each.Agent, each.Name, each.Stage, each.MaxStage, each.State, each.Operator))
	}
	var clock struct{ Mode, Elapsed string }
	look("/clock", &clock)
	printed := json.NewEncoder(os.Stdout)
	printed.SetEscapeHTML(false)
	must(printed.Encode(struct {
		Clock   string            `json:"clock"`
		Calls   []map[string]any  `json:"calls"`
		Agents  map[string]string `json:"agents"`
		Dags    []string          `json:"dags"`
		Elapsed string            `json:"elapsed"`
	}{clock.Mode, told, agents, dags, clock.Elapsed}))
}

// counted makes one of equal lines that follow each other, with their number before it.
func counted(lines []string) []string {
	short := []string{}
	for from := 0; from < len(lines); {
		to := from + 1
		for to < len(lines) && lines[to] == lines[from] {
			to++
		}
		if to-from == 1 {
			short = append(short, lines[from])
		} else {
			short = append(short, fmt.Sprintf("%d × %s", to-from, lines[from]))
		}
		from = to
	}
	return short
}

func repeated(text string, times int) []string {
	list := make([]string, times)
	for index := range list {
		list[index] = text
	}
	return list
}

func contains(list []string, text string) bool {
	for _, each := range list {
		if each == text {
			return true
		}
	}
	return false
}
