package main

import (
	"github.com/oceanbase/obshell-sdk-go/model"
)

// Scenarios in which joins are refused, fail, or come twice.
func init() {
	for name, scenario := range map[string]func(){
		"password-required":            passwordRequired,
		"joiner-and-master-passwords":  joinerAndMasterPasswords,
		"root-password-blocks-join":    rootPasswordBlocksJoin,
		"rejoin-with-old-password":     rejoinWithOldPassword,
		"target-not-master":            targetNotMaster,
		"target-unreachable":           targetUnreachable,
		"joined-already":               joinedAlready,
		"second-join-while-first-runs": secondJoinWhileFirstRuns,
		"join-fails-for-good":          joinFailsForGood,
	} {
		journeys["scenarios/"+name] = play(scenario)
	}
}

// passwordRequired: the SDK has no way to send masterPassword.
func passwordRequired() {
	tell("Join", briefly(joined(connect(places["a"]), places["b"], "zone2")))
	tell("Join, the password as that of root", briefly(joined(connectWith(places["a"], "secret"), places["b"], "zone2")))
}

// joinerAndMasterPasswords: nor has it the header for agent passwords.
func joinerAndMasterPasswords() {
	tell("Join", briefly(joined(connect(places["a"]), places["b"], "zone2")))
	tell("Join, the password as that of root", briefly(joined(connectWith(places["a"], "of-b"), places["b"], "zone2")))
}

func rootPasswordBlocksJoin() {
	tell("Join", briefly(joined(connect(places["a"]), places["b"], "zone2")))
	knowing := connectWith(places["a"], "secret")
	tell("Join, the root password", briefly(joined(knowing, places["b"], "zone2")))
	// The joiner was SINGLE, and with that the password is gone.
	tell("GetObInfo", members(knowing))
}

func rejoinWithOldPassword() {
	master := connect(places["a"])
	tell("Remove", briefly(removed(master, places["b"])))
	tell("Join", briefly(joined(master, places["b"], "zone3")))
}

func targetNotMaster() {
	tell("join a SINGLE agent", briefly(joining(connect(places["c"]), places["d"], "zone3")))
	tell("join a FOLLOWER", briefly(joining(connect(places["b"]), places["d"], "zone3")))
	tell("Join a MASTER", briefly(joined(connect(places["a"]), places["d"], "zone3")))
}

func targetUnreachable() {
	master := connect(places["a"])
	tell("join", briefly(joining(master, places["b"], "zone2")))
	tell("GetObInfo", members(master))
	advance(30)
	var dag *model.DagDetailDTO
	tell("join, when it is back", keeping(&dag, joining(master, places["b"], "zone2")))
	advance(5)
	tell("WaitDagSucceed", briefly(waited(master, dag.GenericID)))
}

func joinedAlready() {
	master := connect(places["a"])
	tell("join the master", briefly(joining(master, places["a"], "zone1")))
	tell("join a follower", briefly(joining(master, places["b"], "zone2")))
	tell("join one that the master knows from before", briefly(joining(master, places["c"], "zone3")))
	tell("Remove", briefly(removed(master, places["c"])))
	tell("Join", briefly(joined(master, places["c"], "zone3")))
}

func secondJoinWhileFirstRuns() {
	master := connect(places["a"])
	var dag *model.DagDetailDTO
	tell("join", keeping(&dag, joining(master, places["b"], "zone2")))
	tell("join again", briefly(joining(master, places["b"], "zone2")))
	control("/clock/advance", `{"until":{"dag":"Join to master","node":"Be follower","state":"RUNNING"},"budget":"1m"}`)
	tell("join again, half way", briefly(joining(master, places["b"], "zone2")))
	advance(20)
	tell("WaitDagSucceed", briefly(waited(master, dag.GenericID)))
	tell("join again, at the end", briefly(joining(master, places["b"], "zone2")))
}

func joinFailsForGood() {
	master, joiner := connect(places["a"]), connect(places["b"])
	var dag *model.DagDetailDTO
	tell("join", keeping(&dag, joining(master, places["b"], "zone2")))
	tell("WaitDagSucceed", briefly(waited(master, dag.GenericID)))
	tell("OperateDag RETRY", doing(operating(joiner, dag.GenericID, "RETRY")))
	tell("join again", briefly(joining(master, places["b"], "zone2")))
	tell("remove", briefly(removing(joiner, places["b"])))
	tell("Clear", doing(joiner.Clear))
	tell("GetObInfo", members(master))
}
