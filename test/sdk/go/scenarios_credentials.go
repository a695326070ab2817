package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/oceanbase/obshell-sdk-go/sdk/auth"
	v1 "github.com/oceanbase/obshell-sdk-go/services/v1"
)

// Scenarios about clocks, keys, passwords and addresses, which are others than the client thinks.
func init() {
	for name, scenario := range map[string]func(){
		"clock-30s-off":                   clockOff(20 * time.Second),
		"clock-90s-off":                   clockOff(600 * time.Second),
		"root-password-changed-elsewhere": rootPasswordChangedElsewhere,
		"rsa-key-replaced":                rsaKeyReplaced,
		"slow-upload-outlives-credential": slowUpload,
		"client-of-an-old-field":          clientOfAnOldField,
		"published-port-nat":              publishedPortNat,
	} {
		journeys["scenarios/"+name] = play(scenario)
	}
}

// clockOff asks with credentials of the usual 60 s, then with others.
func clockOff(lifetime time.Duration) func() {
	return func() {
		master := connectWith(places["a"], "root")
		tell("GetObInfo", members(master))
		master.GetAuth().(*auth.PasswordAuth).SetLifetime(lifetime)
		tell(fmt.Sprintf("GetObInfo, credentials of %d s", lifetime/time.Second), members(master))
	}
}

func rootPasswordChangedElsewhere() {
	knowing := connectWith(places["a"], "first")
	tell("GetObInfo", members(knowing))
	tell("GetUnfinishedDags", briefs(knowing.GetUnfinishedDags))
	tell("GetObInfo, later", members(knowing))
	tell("GetObInfo at the follower", members(connectWith(places["b"], "first")))
	tell("GetObInfo, the new password", members(connectWith(places["a"], "second")))
}

func rsaKeyReplaced() {
	master := connect(places["a"])
	tell("GetObInfo", members(master))
	tell("ConfigObserver, the key is another", briefly(configuring(master, settings{"memory_limit": "8G"}, v1.SCOPE_GLOBAL)))
	tell("GetAgentLastMaintenanceDag", briefly(master.GetAgentLastMaintenanceDag))
	control("/agents/a/new-key", "")
	tell("GetObInfo, the key is another once more", members(master))
}

func slowUpload() {
	folder, err := os.MkdirTemp("", "obshell-sim-")
	must(err)
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "package.rpm")
	must(os.WriteFile(file, []byte(strings.Repeat("no package", 100)), 0o600))
	upload := func(name, password string) func() (any, error) {
		return func() (any, error) { return connectWith(places[name], password).UploadPkg(file) }
	}
	tell("UploadPkg to the follower", upload("b", "secret"))
	tell("UploadPkg to the master", upload("a", "secret"))
}

func clientOfAnOldField() {
	old := connect(places["b"])
	tell("GetInfo of 4.2.3.0", func() (any, error) {
		info, err := old.GetInfo()
		return []any{info.Version, info.Identity, info.SupportedAuth}, err
	})
	tell("Join", briefly(joined(old, places["b"], "zone1")))
}

func publishedPortNat() {
	master := connect(places["a"])
	tell("Join", briefly(joined(master, places["a"], "zone1")))
	tell("Join another", briefly(joined(master, places["b"], "zone2")))
	tell("GetObInfo", members(master))
	tell("Remove, by its published port", briefly(removed(master, places["b"])))
	tell("Remove, by its own address", briefly(removed(master, agent{"10.10.10.2", 2886})))
	tell("GetObInfo", members(master))
}
