package main

import (
	"fmt"

	"github.com/oceanbase/obshell-sdk-go/model"
)

// Scenarios in which agents are away, slow, or cut off from each other, and in which what lies between spoils answers.
func init() {
	for name, scenario := range map[string]func(){
		"follower-without-master":      followerWithoutMaster,
		"master-dies-before-join-runs": masterDiesBeforeJoinRuns,
		"joiner-restarts-mid-join":     joinerRestartsMidJoin,
		"partition":                    partition,
		"restart-while-polling":        restartWhilePolling,
		"poll-budget-3x3":              pollBudget,
		"successful-false-for-30s":     successfulFalse,
		"flaky-network-reset":          flaky,
		"flaky-network-truncate":       flaky,
		"flaky-network-garbage":        flaky,
		"flaky-network-empty-200":      flaky,
	} {
		journeys["scenarios/"+name] = play(scenario)
	}
}

func followerWithoutMaster() {
	follower := connect(places["b"])
	tell("GetInfo", identity(follower))
	tell("GetObInfo", members(follower))
	tell("remove", briefly(removing(follower, places["b"])))
	advance(60)
	tell("GetObInfo, a minute later", members(follower))
}

func masterDiesBeforeJoinRuns() {
	master, joiner := connect(places["a"]), connect(places["b"])
	tell("Join", briefly(joined(master, places["b"], "zone2")))
	var dag *model.DagDetailDTO
	tell("GetAgentLastMaintenanceDag", keeping(&dag, joiner.GetAgentLastMaintenanceDag))
	tell("WaitDagSucceed at the joiner", briefly(waited(joiner, dag.GenericID)))
	control("/actions", `{"start":"a"}`)
	tell("join again", briefly(joining(master, places["b"], "zone2")))
}

func joinerRestartsMidJoin() {
	master := connect(places["a"])
	tell("Join", briefly(joined(master, places["b"], "zone2")))
	tell("Join another", briefly(joined(master, places["c"], "zone3")))
}

func partition() {
	master, follower := connect(places["a"]), connect(places["b"])
	tell("GetObInfo at the follower", members(follower))
	tell("join", briefly(joining(master, places["c"], "zone3")))
	tell("GetObInfo", members(master))
	advance(20 * 60)
	tell("GetObInfo at the follower", members(follower))
	tell("Join", briefly(joined(master, places["c"], "zone3")))
}

// restartWhilePolling asks as its wait does, without the sleeps between.
func restartWhilePolling() {
	lone := connect(places["a"])
	var dag *model.DagDetailDTO
	tell("join", keeping(&dag, joining(lone, places["a"], "zone1")))
	for second := 0; second <= 21; second += 3 {
		tell(fmt.Sprintf("GetDag at %d s", second), briefly(dagOf(lone, dag.GenericID)))
	}
}

func pollBudget() {
	tell("Join", briefly(joined(connect(places["inside"]), places["inside"], "zone1")))
}

func successfulFalse() {
	master := connect(places["a"])
	var dag *model.DagDetailDTO
	tell("GetAgentLastMaintenanceDag", keeping(&dag, master.GetAgentLastMaintenanceDag))
	// A program that does not take the first refusal for the last word.
	for attempt := 1; attempt <= 7; attempt++ {
		tell(fmt.Sprintf("WaitDagSucceed %d", attempt), briefly(waited(master, dag.GenericID)))
	}
}

// flaky: the SDK asks an agent twice who it is, and once for its key: the fourth request is the one that matters.
func flaky() {
	master := connect(places["a"])
	var dag *model.DagDetailDTO
	tell("join", keeping(&dag, joining(master, places["b"], "zone2")))
	if dag == nil {
		tell("join once more", briefly(joining(master, places["b"], "zone2")))
		tell("GetObInfo", members(master))
		return
	}
	tell("WaitDagSucceed", briefly(waited(master, dag.GenericID)))
	tell("GetDag", briefly(dagOf(master, dag.GenericID)))
	tell("GetObInfo", members(master))
}
