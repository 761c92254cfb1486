// Command oracle tells what encoding/json makes of the inputs that it reads from stdin.
//
// Each line is {"type": name, "whole": bool, "input": base64}, or has "shape" in place of "type"; each answer is one line
// {"ok", "error", "value": JSON as Go prints it, "consumed"}. The types are in types.go, shapes are described in shape.go.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"reflect"
)

type question struct {
	Type  string
	Shape json.RawMessage
	Whole bool
	Input []byte
}

type answer struct {
	OK       bool            `json:"ok"`
	Error    string          `json:"error,omitempty"`
	Value    json.RawMessage `json:"value,omitempty"`
	Encoded  string          `json:"encoded,omitempty"`
	Consumed int64           `json:"consumed"`
}

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	questions := json.NewDecoder(in)
	answers := json.NewEncoder(out)
	for questions.More() {
		var q question
		if err := questions.Decode(&q); err != nil {
			panic(err)
		}
		if err := answers.Encode(ask(q)); err != nil {
			panic(err)
		}
	}
}

func ask(q question) answer {
	target := reflect.New(typeOf(q))
	consumed, err := decode(q, target.Interface())
	if err != nil {
		return answer{Error: err.Error()}
	}
	var text bytes.Buffer
	// A time that Go reads but cannot print (offset of 24 hours) has no value here.
	if err := json.NewEncoder(&text).Encode(target.Interface()); err != nil {
		return answer{OK: true, Consumed: consumed}
	}
	return answer{OK: true, Value: text.Bytes(), Encoded: text.String(), Consumed: consumed}
}

func typeOf(q question) reflect.Type {
	if len(q.Shape) > 0 {
		return shapedType(q.Shape)
	}
	return reflect.TypeOf(types[q.Type]).Elem()
}

func decode(q question, target interface{}) (int64, error) {
	if q.Whole {
		return 0, json.Unmarshal(q.Input, target)
	}
	decoder := json.NewDecoder(bytes.NewReader(q.Input))
	err := decoder.Decode(target)
	return decoder.InputOffset(), err
}
