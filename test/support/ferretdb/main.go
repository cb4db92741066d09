// A server of MongoDB's wire protocol for the tests: FerretDB with its SQLite backend.
//
// Usage: ferretdb ADDRESS FOLDER
//
// Listens on ADDRESS (as 127.0.0.1:0), keeps its state in FOLDER, prints where it listens once it takes connections, and
// ends on SIGTERM or when its standard input is closed, so that it never outlives who started it.
package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/url"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/FerretDB/FerretDB/ferretdb"
)

func main() {
	if len(os.Args) != 3 {
		fail("usage: ferretdb ADDRESS FOLDER")
	}
	folder, err := filepath.Abs(os.Args[2])
	if err != nil {
		fail(err)
	}
	server, err := ferretdb.New(&ferretdb.Config{
		Listener: ferretdb.ListenerConfig{TCP: "127.0.0.1:0"},
		Logger:   slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})),
		Handler:  "sqlite",
		// Nothing here has to survive a power cut; a killed process loses nothing so either.
		SQLiteURL: "file:" + folder + "/?_pragma=synchronous(off)",
	})
	if err != nil {
		fail(err)
	}
	inner, err := url.Parse(server.MongoDBURI())
	if err != nil {
		fail(err)
	}
	listener, err := net.Listen("tcp", os.Args[1])
	if err != nil {
		fail(err)
	}

	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		stop()
	}()
	go serve(listener, inner.Host)

	fmt.Printf("mongodb://%s/\n", listener.Addr())
	if err := server.Run(ctx); err != nil {
		fail(err)
	}
}

func fail(why any) {
	fmt.Fprintln(os.Stderr, why)
	os.Exit(1)
}
