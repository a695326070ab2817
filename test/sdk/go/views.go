package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// What the simulator's control API shows.

type agentViews struct{ Agents []agentView }

type agentView struct {
	Name, Identity            string
	Zone                      *string
	Listening                 []string
	Running, UnderMaintenance bool
}

func (a agentView) state() string {
	state := a.Identity
	if a.Zone != nil && *a.Zone != "" {
		state += " " + *a.Zone
	}
	if a.UnderMaintenance {
		state += ", under maintenance"
	}
	if !a.Running {
		state += ", stopped"
	}
	return state
}

type dagView struct {
	Agent, Name, State, Operator string
	Stage, MaxStage              int
}

type journalView struct {
	Seq     int
	Entries []journalEntry
}

type journalEntry struct {
	Agent, Target      string
	Status             int
	Operation, ErrCode *string
	Why                *string
	Rule               *struct{ ID, Effect string }
}

// line is a request in short: the agent, what it was asked, the answer, and the rule that had a hand in it.
func (e journalEntry) line() string {
	words := []string{e.Agent, e.Target, "no answer"}
	if e.Operation != nil {
		words[1] = *e.Operation
	}
	if e.Status != 0 {
		words[2] = strconv.Itoa(e.Status)
	}
	if e.ErrCode != nil {
		words = append(words, *e.ErrCode)
	}
	if e.Rule != nil {
		words = append(words, fmt.Sprintf("(%s: %s)", e.Rule.ID, e.Rule.Effect))
	}
	return strings.Join(words, " ")
}

func views() (found agentViews) {
	look("/agents", &found)
	return
}

func journal(query string) (found journalView) {
	look("/journal?"+query, &found)
	return
}

// look reads from the control API, by a connection of its own: one that is kept may be among those that a scenario cuts.
func look(path string, into any) {
	request, err := http.NewRequest(http.MethodGet, fmt.Sprintf("http://%s/_sim%s", agents[len(agents)-1], path), nil)
	must(err)
	request.Close = true
	reply, err := http.DefaultClient.Do(request)
	must(err)
	defer reply.Body.Close()
	if reply.StatusCode != http.StatusOK {
		must(fmt.Errorf("GET /_sim%s: %s", path, reply.Status))
	}
	must(json.NewDecoder(reply.Body).Decode(into))
}
