module obshell-sim/test/sdk/go

go 1.20

require github.com/oceanbase/obshell-sdk-go v0.0.0
