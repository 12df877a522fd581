package main

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"
)

// looksEvery is how often the notes are looked at; what is saved again within that time is read once.
const looksEvery = 400 * time.Millisecond

// live is a page that is served, and follows the notes.
type live struct {
	*previewer
	server *server
	watch  *watch
	// shown is the input of the page that is served, whose pictures are still read.
	shown *input
}

// serveLive serves the page, and a new one whenever something that was read has changed.
func (p *previewer) serveLive() error {
	server, err := listen(p.port)
	if err != nil {
		return err
	}
	l := &live{previewer: p, server: server}
	if err := l.read(); err != nil {
		return errors.Join(err, server.listener.Close())
	}
	if _, err := fmt.Fprintln(p.stdout, server.url()); err != nil {
		return errors.Join(fmt.Errorf("writing the URL: %w", err), server.listener.Close())
	}
	p.talk.say("open this URL in a browser; Ctrl+C ends it")
	go l.follow()
	return server.run()
}

// follow reads the notes anew when they have changed and have come to rest.
func (l *live) follow() {
	for {
		time.Sleep(looksEvery)
		if !l.watch.changed() {
			continue
		}
		for before := map[string]stamp(nil); ; {
			now := l.watch.now()
			if maps.Equal(before, now) {
				break
			}
			before = now
			time.Sleep(looksEvery / 4)
		}
		if err := l.read(); err != nil && !errors.Is(err, errTold) {
			l.talk.fault(err)
		}
	}
}

// read makes the page of what the notes are now. On an error the page stays as it was.
func (l *live) read() error {
	l.watch = newWatch()
	l.reads.watch = l.watch
	for _, name := range slices.Concat(l.args, l.baselines) {
		l.watch.note(name)
	}
	in, err := findInput(l.talk, l.args, l.reads)
	if err != nil {
		return err
	}
	m, err := l.make(in)
	if err != nil {
		in.close()
		return err
	}
	l.talk.diagnostics(m.result.Diagnostics)
	l.talk.say("%s of %s", count(m.Cards, "card", "cards"), contents(m.result.Set))
	l.server.show(m.Page)
	if l.shown != nil {
		l.shown.close()
	}
	l.shown = in
	return nil
}
