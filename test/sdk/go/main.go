// Journeys through the official Go SDK, unmodified. Each prints one JSON document of what a program sees.
//
//	client <journey> <host:port>...
//
// It is built by ../go.ts, which says where the SDK is.
package main

import (
	"fmt"
	"os"
)

var journeys = map[string]func(){
	"reads":          reads,
	"join":           join,
	"password":       password,
	"refusals":       refusals,
	"agent_password": agentPassword,
	"follower":       follower,
	"removal":        removal,
	"tasks":          tasks,
	"keys":           keys,
	"manual":         manual,
	"failed_join":    failedJoin,
	"config":         config,
	"candidate":      candidate,
	"init":           initialise,
	"joined":         joinedThree,
	"surface":        surface,
}

func main() {
	journey, ok := journeys[os.Args[1]]
	if !ok {
		fmt.Fprintf(os.Stderr, "there is no journey %q\n", os.Args[1])
		os.Exit(2)
	}
	for _, argument := range os.Args[2:] {
		agents = append(agents, parseAgent(argument))
	}
	journey()
	finish()
}
