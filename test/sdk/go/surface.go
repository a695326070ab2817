package main

import (
	"reflect"
	"strings"
)

// elsewhere are the methods that take a file, change the agent, send nothing, or are looked at in other journeys.
var elsewhere = map[string]bool{
	"AdoptCandidateAuth": true, "Clear": true, "DiscardCandidateAuth": true, "Execute": true, "GetAuth": true,
	"GetHost": true, "GetPort": true, "GetServer": true, "Join": true, "Remove": true, "SetAuth": true, "SetCandidateAuth": true,
	"UploadPkg": true, "WaitDagSucceed": true, "WaitDagSucceedWithRetry": true,
}

// surface: nearly every method of the SDK, with names that need escaping, against a lone agent, which refuses most of it.
func surface() {
	client := reflect.ValueOf(connect(agents[0]))
	for index := 0; index < client.NumMethod(); index++ {
		name := client.Type().Method(index).Name
		if elsewhere[name] || strings.HasPrefix(name, "New") || strings.HasSuffix(name, "Request") {
			continue
		}
		method := client.Method(index)
		observe(name, func() (any, error) {
			results := method.Call(arguments(method.Type()))
			err, _ := results[len(results)-1].Interface().(error)
			return nil, err
		})
	}
}

func arguments(method reflect.Type) []reflect.Value {
	values := []reflect.Value{}
	for index := 0; index < method.NumIn(); index++ {
		if method.IsVariadic() && index == method.NumIn()-1 {
			break
		}
		value := reflect.New(method.In(index)).Elem()
		switch value.Kind() {
		case reflect.String:
			value.SetString("a b ü%&+:@$=?#'\"<>")
		case reflect.Int, reflect.Int64:
			value.SetInt(1)
		case reflect.Float64:
			value.SetFloat(1)
		}
		values = append(values, value)
	}
	return values
}
