package apkg

import (
	"encoding/binary"
	"errors"
)

// errProto is what is wrong with a message that can't be read.
var errProto = errors.New("a protobuf message is damaged")

// protoField is one field of a protobuf message: its number, and its value or bytes by its wire type.
type protoField struct {
	number uint64
	value  uint64
	bytes  []byte
}

// The wire types that Anki's messages use.
const (
	wireVarint  = 0
	wireFixed64 = 1
	wireBytes   = 2
	wireFixed32 = 5
)

// eachField calls do for every field of a message in turn. It is all of protobuf that reading Anki's tables needs.
func eachField(message []byte, do func(protoField) error) error {
	for len(message) > 0 {
		key, n := binary.Uvarint(message)
		if n <= 0 || key>>3 == 0 {
			return errProto
		}
		message = message[n:]
		f := protoField{number: key >> 3}
		switch key & 7 {
		case wireVarint:
			if f.value, n = binary.Uvarint(message); n <= 0 {
				return errProto
			}
		case wireBytes:
			size, head := binary.Uvarint(message)
			if head <= 0 || size > uint64(len(message)-head) {
				return errProto
			}
			n = head + int(size)
			f.bytes = message[head:n]
		case wireFixed64:
			n = 8
		case wireFixed32:
			n = 4
		default:
			return errProto
		}
		if n > len(message) {
			return errProto
		}
		message = message[n:]
		if err := do(f); err != nil {
			return err
		}
	}
	return nil
}
