// Sends the calls that it reads from stdin, one JSON object per line, as dockerd's plugin client does; prints what came of each.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"time"
)

type call struct {
	Socket  string
	Method  string
	Body    string
	Timeout int
	Client  int
}

type result struct {
	Error  string
	Status int
	Body   string
	Read   string
}

var clients = map[string]*http.Client{}

func clientFor(socket string, timeout int) *http.Client {
	if c, ok := clients[socket]; ok {
		return c
	}
	c := &http.Client{Timeout: time.Duration(timeout) * time.Millisecond, Transport: &http.Transport{
		DisableCompression: true,
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return (&net.Dialer{Timeout: 10 * time.Second}).DialContext(ctx, "unix", socket)
		},
	}}
	clients[socket] = c
	return c
}

func post(c call) (r result) {
	req, err := http.NewRequest(http.MethodPost, "/"+c.Method, bytes.NewBufferString(c.Body))
	if err != nil {
		return result{Error: err.Error()}
	}
	req.Header.Add("Accept", "application/vnd.docker.plugins.v1.2+json")
	req.URL.Scheme = "http"
	req.URL.Host = "plugin.moby.localhost"
	if c.Timeout > 0 {
		ctx, cancel := context.WithTimeout(req.Context(), time.Duration(c.Timeout)*time.Millisecond)
		defer cancel()
		req = req.WithContext(ctx)
	}
	resp, err := clientFor(c.Socket, c.Client).Do(req)
	if err != nil {
		return result{Error: err.Error()}
	}
	defer resp.Body.Close()
	r.Status = resp.StatusCode
	if resp.StatusCode != http.StatusOK {
		all, err := io.ReadAll(resp.Body)
		r.Body = string(all)
		if err != nil {
			r.Read = err.Error()
		}
		return r
	}
	var raw json.RawMessage
	if err := json.NewDecoder(resp.Body).Decode(&raw); err != nil {
		r.Read = err.Error()
	}
	r.Body = string(raw)
	return r
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		var c call
		if err := json.Unmarshal(in.Bytes(), &c); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		out, _ := json.Marshal(post(c))
		fmt.Println(string(out))
	}
}
