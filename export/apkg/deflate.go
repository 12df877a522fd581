package apkg

import (
	"bytes"
	"io"
	"runtime"
	"sync"

	"github.com/klauspost/compress/flate"
)

const (
	// blockSize is how many bytes are compressed at a time. The bytes of a package depend on it.
	blockSize = 2 << 20
	// deflateLevel is where more time brings little.
	deflateLevel = 5
	// leastBlock is how many bytes become of a full block at least. Repeated text shrinks a thousandfold, and [Read]
	// takes a package that unpacks to more than maxRatio times its size for a bomb; it needs some room beside the
	// bytes.
	leastBlock = 2 * blockSize / maxRatio
)

// filler is an empty stored block, which stands for nothing between two others.
var filler = []byte{0, 0, 0, 0xff, 0xff}

// deflater compresses what is written to it in blocks, each on its own and several at once, and writes them in order.
// So the result doesn't depend on the number of cores.
type deflater struct {
	w     io.Writer
	block []byte
	// pending are the blocks at work, the oldest first.
	pending []chan packedBlock
	err     error
}

// packedBlock is a compressed block, or why there is none.
type packedBlock struct {
	data *bytes.Buffer
	err  error
}

// The buffers and compressors that are free.
var (
	rawBlocks    = sync.Pool{New: func() any { b := make([]byte, 0, blockSize); return &b }}
	packedBlocks = sync.Pool{New: func() any { return new(bytes.Buffer) }}
	compressors  sync.Pool
)

// newDeflater is a compressor for archive/zip.
func newDeflater(w io.Writer) (io.WriteCloser, error) {
	return &deflater{w: w, block: (*rawBlocks.Get().(*[]byte))[:0]}, nil
}

// Write takes bytes; an error may be that of an earlier block.
func (d *deflater) Write(p []byte) (int, error) {
	taken := 0
	for len(p) > 0 && d.err == nil {
		if len(d.block) == blockSize {
			d.start(false)
		}
		n := min(len(p), blockSize-len(d.block))
		d.block = append(d.block, p[:n]...)
		p = p[n:]
		taken += n
	}
	return taken, d.err
}

// Close compresses the last block and waits for all of them.
func (d *deflater) Close() error {
	d.start(true)
	for len(d.pending) > 0 {
		d.finish()
	}
	return d.err
}

// start sets the current block to work, after waiting for the oldest one where all cores are busy.
func (d *deflater) start(last bool) {
	if len(d.pending) >= runtime.GOMAXPROCS(0) {
		d.finish()
	}
	done := make(chan packedBlock, 1)
	d.pending = append(d.pending, done)
	block := d.block
	d.block = (*rawBlocks.Get().(*[]byte))[:0]
	go func() {
		data, err := compress(block, last)
		rawBlocks.Put(&block)
		done <- packedBlock{data, err}
	}()
}

// finish writes the oldest block at work.
func (d *deflater) finish() {
	block := <-d.pending[0]
	d.pending = d.pending[1:]
	if d.err == nil {
		d.err = block.err
	}
	if d.err == nil {
		_, d.err = d.w.Write(block.data.Bytes())
	}
	if block.data != nil {
		packedBlocks.Put(block.data)
	}
}

// compress deflates one block so that another can follow it, unless it is the last.
func compress(block []byte, last bool) (*bytes.Buffer, error) {
	out := packedBlocks.Get().(*bytes.Buffer)
	out.Reset()
	fw, _ := compressors.Get().(*flate.Writer)
	if fw == nil {
		var err error
		if fw, err = flate.NewWriter(out, deflateLevel); err != nil {
			return out, err
		}
	} else {
		fw.Reset(out)
	}
	_, err := fw.Write(block)
	if err == nil && last {
		err = fw.Close()
	} else if err == nil {
		err = fw.Flush()
	}
	for err == nil && len(block) == blockSize && !last && out.Len() < leastBlock {
		out.Write(filler)
	}
	compressors.Put(fw)
	return out, err
}
