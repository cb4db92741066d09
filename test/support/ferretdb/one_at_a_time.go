package main

import (
	"bytes"
	"encoding/binary"
	"io"
	"net"
	"sync"
)

const (
	headerBytes = 16
	opMsg       = 2013
	moreToCome  = 2
	// Header, flags, kind of the first section, length of its document, type of the document's first field.
	nameOfCommandAt = headerBytes + 4 + 1 + 4 + 1
)

var writing sync.Mutex

// writes are the commands that change documents.
var writes = map[string]bool{"insert": true, "update": true, "delete": true, "findAndModify": true}

// serve passes each connection on to FerretDB, and commands that change documents one at a time.
//
// MongoDB changes a document atomically, whatever the filter and the update say. FerretDB 1.24 reads a document, changes
// it and writes it back in separate steps, so that of two guarded updates at once the wrong one may win.
func serve(listener net.Listener, ferretdb string) {
	for {
		client, err := listener.Accept()
		if err != nil {
			return
		}
		go func() {
			defer client.Close()
			server, err := net.Dial("tcp", ferretdb)
			if err != nil {
				return
			}
			defer server.Close()
			for {
				request, err := readMessage(client)
				if err != nil {
					return
				}
				answer, err := exchange(server, request)
				if err != nil {
					return
				}
				if _, err := client.Write(answer); err != nil {
					return
				}
			}
		}()
	}
}

// exchange gives no bytes for a request that wants no answer.
func exchange(server net.Conn, request []byte) ([]byte, error) {
	if writes[commandOf(request)] {
		writing.Lock()
		defer writing.Unlock()
	}
	if _, err := server.Write(request); err != nil {
		return nil, err
	}
	if isOpMsg(request) && request[headerBytes]&moreToCome != 0 {
		return nil, nil
	}
	return readMessage(server)
}

func readMessage(from io.Reader) ([]byte, error) {
	length := make([]byte, 4)
	if _, err := io.ReadFull(from, length); err != nil {
		return nil, err
	}
	size := binary.LittleEndian.Uint32(length)
	if size < headerBytes || size > 64<<20 {
		return nil, io.ErrUnexpectedEOF
	}
	message := make([]byte, size)
	copy(message, length)
	_, err := io.ReadFull(from, message[4:])
	return message, err
}

func isOpMsg(message []byte) bool {
	return len(message) > nameOfCommandAt && binary.LittleEndian.Uint32(message[12:]) == opMsg
}

func commandOf(message []byte) string {
	if !isOpMsg(message) {
		return ""
	}
	name, _, _ := bytes.Cut(message[nameOfCommandAt:], []byte{0})
	return string(name)
}
