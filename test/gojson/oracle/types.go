package main

import "time"

type inner struct {
	Name      string
	Kind      string
	CreatedAt time.Time
	Status    map[string]interface{}
	Labels    map[string]string
}

type base struct {
	Err string
}

type outer struct {
	base
	Flag    bool
	Volume  *inner
	Volumes []*inner
	Plain   inner
	Opts    map[string]string
	Deep    map[string]*inner
	Small   int8
	Count   uint64
	Size    int64
	Ratio   float64
	Raw     []byte
	Words   []string
	Any     interface{}
	Tagged  string `json:"tag-ged"`
	When    time.Time
}

// types holds a nil pointer to each type that a question can name.
var types = map[string]interface{}{
	"outer":  (*outer)(nil),
	"inner":  (*inner)(nil),
	"any":    (*interface{})(nil),
	"time":   (*time.Time)(nil),
	"words":  (*[]string)(nil),
	"string": (*string)(nil),
}
