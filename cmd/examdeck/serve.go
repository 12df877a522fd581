package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/examdeck/examdeck/export/preview"
)

// This is the one file that knows a network, and it knows this machine alone: what is served is heard on the loopback
// address, by whoever names that in the request. A page of a stranger, whose name suddenly means this machine, names
// another host.

// server serves a page, and tells those who show it when there is another one.
type server struct {
	listener net.Listener
	port     string

	mutex sync.Mutex
	page  *preview.Page
	files map[string]preview.File
	next  chan struct{} // closed when there is another page
}

// listen begins to listen on this machine; port 0 takes a free one.
func listen(port int) (*server, error) {
	l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		return nil, hinted("leave --port out, and a free one is taken", "the page can't be served: %w", err)
	}
	_, chosen, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		return nil, err
	}
	return &server{listener: l, port: chosen, next: make(chan struct{})}, nil
}

// url is where the page is found.
func (s *server) url() string { return "http://127.0.0.1:" + s.port + "/" }

// show serves another page from now on.
func (s *server) show(page *preview.Page) {
	files := map[string]preview.File{}
	for _, f := range page.Files {
		files["/"+f.Name] = f
	}
	files["/"] = files["/"+preview.Index]
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.page, s.files = page, files
	close(s.next)
	s.next = make(chan struct{})
}

// run serves until it is closed.
func (s *server) run() error {
	h := &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second, MaxHeaderBytes: 1 << 16}
	return h.Serve(s.listener)
}

// ServeHTTP answers one request.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	host, port, err := net.SplitHostPort(r.Host)
	switch {
	case err != nil || port != s.port || !slices.Contains([]string{"127.0.0.1", "localhost"}, host):
		http.Error(w, "this page is for this machine alone", http.StatusForbidden)
		return
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		http.Error(w, "there is nothing to be sent here", http.StatusMethodNotAllowed)
		return
	}
	head := w.Header()
	head.Set("X-Content-Type-Options", "nosniff")
	head.Set("Referrer-Policy", "no-referrer")
	head.Set("Cache-Control", "no-store")
	if r.URL.Path == "/events" {
		s.events(w, r)
		return
	}
	s.mutex.Lock()
	file, found := s.files[r.URL.Path]
	page := s.page
	s.mutex.Unlock()
	if !found {
		http.NotFound(w, r)
		return
	}
	switch file.Name {
	case preview.Index:
		head.Set("Content-Security-Policy", page.Policy+"; frame-ancestors 'none'")
	case page.Frame:
		head.Set("Content-Security-Policy", page.FramePolicy+"; frame-ancestors 'self'; sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox")
	default:
		head.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox") // an SVG may be opened by itself
	}
	send(w, r, file)
}

// mediaTypes are the types of what a page consists of; those of pictures and sounds are known to Go, or found by
// their first bytes.
var mediaTypes = map[string]string{".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
	".woff": "font/woff", ".svg": "image/svg+xml", ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg", ".opus": "audio/ogg", ".webm": "video/webm",
	".mp4": "video/mp4"}

func send(w http.ResponseWriter, r *http.Request, file preview.File) {
	in, err := file.Open()
	if err != nil {
		http.Error(w, "this file can't be read any more", http.StatusNotFound)
		return
	}
	defer in.Close() // it was only read
	if kind := mediaTypes[path.Ext(strings.ToLower(file.Name))]; kind != "" {
		w.Header().Set("Content-Type", kind)
	}
	if path.Ext(file.Name) == ".woff" {
		// Fonts are handed out to origins alone, and the frame in which a card is shown has none.
		w.Header().Set("Access-Control-Allow-Origin", "*")
	}
	if seeker, ok := in.(io.ReadSeeker); ok {
		http.ServeContent(w, r, path.Base(file.Name), time.Time{}, seeker)
		return
	}
	_, _ = io.Copy(w, in) // that nobody reads on has no remedy
}

// events tells of changes for as long as somebody listens.
func (s *server) events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	control := http.NewResponseController(w)
	s.mutex.Lock()
	next := s.next
	s.mutex.Unlock()
	for {
		if err := control.Flush(); err != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-next:
			s.mutex.Lock()
			next = s.next
			s.mutex.Unlock()
			fmt.Fprint(w, "event: changed\ndata: \n\n")
		}
	}
}
