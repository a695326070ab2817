package main


func init() {
	journeys["scenarios/password-required"] = play(passwordRequired)
}

// passwordRequired: the SDK has no way to send masterPassword.
func passwordRequired() {
	master := connect(places["a"])
	tell("Join", briefly(joined(master, places["b"], "zone2")))
	tell("Join, a root password", briefly(joined(connectWith(places["a"], "secret"), places["b"], "zone2")))
}
