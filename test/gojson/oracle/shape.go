package main

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"time"
)

// shape describes a type as src/gojson/types.ts does.
type shape struct {
	Kind    string
	Int     string
	Element *shape
	Fields  []struct {
		Name      string
		Type      *shape
		OmitEmpty bool
	}
}

var basicTypes = map[string]reflect.Type{
	"string": reflect.TypeOf(""),
	"bool":   reflect.TypeOf(false),
	"float":  reflect.TypeOf(0.0),
	"any":    reflect.TypeOf((*interface{})(nil)).Elem(),
	"time":   reflect.TypeOf(time.Time{}),
	"bytes":  reflect.TypeOf([]byte(nil)),
	"int":    reflect.TypeOf(0), "int8": reflect.TypeOf(int8(0)), "int16": reflect.TypeOf(int16(0)),
	"int32": reflect.TypeOf(int32(0)), "int64": reflect.TypeOf(int64(0)),
	"uint": reflect.TypeOf(uint(0)), "uint8": reflect.TypeOf(uint8(0)), "uint16": reflect.TypeOf(uint16(0)),
	"uint32": reflect.TypeOf(uint32(0)), "uint64": reflect.TypeOf(uint64(0)),
}

var shaped = map[string]reflect.Type{}

// shapedType makes the type once for each description.
func shapedType(text json.RawMessage) reflect.Type {
	if known, ok := shaped[string(text)]; ok {
		return known
	}
	var s shape
	if err := json.Unmarshal(text, &s); err != nil {
		panic(err)
	}
	made := s.make()
	shaped[string(text)] = made
	return made
}

func (s *shape) make() reflect.Type {
	switch s.Kind {
	case "slice":
		return reflect.SliceOf(s.Element.make())
	case "map":
		return reflect.MapOf(basicTypes["string"], s.Element.make())
	case "pointer":
		return reflect.PtrTo(s.Element.make())
	case "struct":
		return s.makeStruct()
	case "int":
		return basicTypes[s.Int]
	}
	if basic, ok := basicTypes[s.Kind]; ok {
		return basic
	}
	panic(fmt.Sprintf("no type of kind %q", s.Kind))
}

// makeStruct gives fields names of its own, since those of JSON need not be Go's; the tags count.
func (s *shape) makeStruct() reflect.Type {
	fields := make([]reflect.StructField, len(s.Fields))
	for at, field := range s.Fields {
		tag := field.Name
		if field.OmitEmpty {
			tag += ",omitempty"
		}
		fields[at] = reflect.StructField{
			Name: "F" + strconv.Itoa(at),
			Type: field.Type.make(),
			Tag:  reflect.StructTag("json:" + strconv.Quote(tag)),
		}
	}
	return reflect.StructOf(fields)
}
