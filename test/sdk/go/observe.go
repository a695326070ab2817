package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/oceanbase/obshell-sdk-go/model"
	"github.com/oceanbase/obshell-sdk-go/sdk/response"
)

// agent is where an agent is.
type agent struct {
	host string
	port int
}

func (a agent) String() string { return fmt.Sprintf("%s:%d", a.host, a.port) }

var (
	agents       []agent
	started      = time.Now()
	observations []map[string]any
)

func parseAgent(text string) agent {
	colon := strings.LastIndexByte(text, ':')
	port, err := strconv.Atoi(text[colon+1:])
	must(err)
	return agent{text[:colon], port}
}

// observe makes one call and writes down how it went. What was sent meanwhile is in the simulator's log, between two visits to /mark,
// a page outside the agent's API.
func observe(name string, call func() (any, error)) {
	mark()
	observation := map[string]any{"call": name}
	observations = append(observations, observation)
	defer func() {
		if panicked := recover(); panicked != nil {
			observation["panicked"] = fmt.Sprint(panicked)
		}
	}()
	returned, err := call()
	if err != nil {
		observation["failed"] = failure(err)
		return
	}
	observation["returned"] = returned
}

// finish prints the document. A sleep of the SDK takes two seconds and cannot be intercepted, so it tells how long all took.
func finish() {
	elapsed := time.Since(started)
	mark()
	must(json.NewEncoder(os.Stdout).Encode(map[string]any{"observations": observations, "elapsedMs": elapsed.Milliseconds()}))
}

func failure(err error) map[string]any {
	var network *url.Error
	if errors.As(err, &network) {
		// Its text names sockets.
		return map[string]any{"type": "network"}
	}
	told := map[string]any{"type": fmt.Sprintf("%T", err), "text": err.Error()}
	var refused *response.ApiError
	if errors.As(err, &refused) {
		told["code"] = refused.Code
	}
	return told
}

// of fits a method with a result to observe.
func of[T any](call func() (T, error)) func() (any, error) {
	return func() (any, error) {
		returned, err := call()
		return returned, err
	}
}

// doing fits a method without a result to observe.
func doing(call func() error) func() (any, error) {
	return func() (any, error) { return nil, call() }
}

// keeping is like of, and keeps what came back; in the document a DAG is one line.
func keeping(dag **model.DagDetailDTO, call func() (*model.DagDetailDTO, error)) func() (any, error) {
	return func() (any, error) {
		returned, err := call()
		if err != nil {
			return nil, err
		}
		*dag = returned
		return brief(returned), nil
	}
}

// briefly is like of for a DAG in one line.
func briefly(call func() (*model.DagDetailDTO, error)) func() (any, error) {
	var ignored *model.DagDetailDTO
	return keeping(&ignored, call)
}

func brief(dag *model.DagDetailDTO) any {
	if dag == nil || dag.GenericDTO == nil {
		return nil
	}
	return fmt.Sprintf("%s %s %d/%d %s %s, %d nodes", dag.GenericID, dag.Name, dag.Stage, dag.MaxStage, dag.State, dag.Operator, len(dag.Nodes))
}

func briefs(call func() ([]*model.DagDetailDTO, error)) func() (any, error) {
	return func() (any, error) {
		dags, err := call()
		lines := []any{}
		for _, dag := range dags {
			lines = append(lines, brief(dag))
		}
		return lines, err
	}
}

func mark() {
	reply, err := http.Get(fmt.Sprintf("http://%s/mark", agents[len(agents)-1]))
	must(err)
	must(reply.Body.Close())
}

// control calls the simulator's control API.
func control(path, body string) { controlBy(http.MethodPost, path, body) }

// patch changes an agent.
func patch(who agent, body string) { controlBy(http.MethodPatch, fmt.Sprintf("/agents/%s", who), body) }

func controlBy(method, path, body string) {
	request, err := http.NewRequest(method, fmt.Sprintf("http://%s/_sim%s", agents[len(agents)-1], path), strings.NewReader(body))
	must(err)
	reply, err := http.DefaultClient.Do(request)
	must(err)
	must(reply.Body.Close())
	if reply.StatusCode != http.StatusOK {
		must(fmt.Errorf("%s /_sim%s: %s", method, path, reply.Status))
	}
}

func advance(seconds int) { control("/clock/advance", fmt.Sprintf(`{"by":"%ds"}`, seconds)) }

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
