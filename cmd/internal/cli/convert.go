package cli

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/urfave/cli/v2"

	"github.com/bondc/bondc"
	"github.com/bondc/bondc/backends"
	"github.com/bondc/bondc/cmd/internal/disk"
	"github.com/bondc/bondc/frontends"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint/report"
)

func (a *app) convertCommand() *cli.Command {
	flags := []*flagDef{
		wordFlag("to", "the `DIALECT[@VERSION]` to write; VERSION is the tool's, or a release (netplan@0.103, nmcli@rhel-8). The dialects:", writtenNames),
		textFlag("out", "write below `DIR` as the target's root instead of printing"),
		switchFlag("strict", "refuse every loss"),
		manyFlag("accept", "put up with losses of this `CODE`; may be repeated"),
		switchFlag("companions", "with --to netplan: keep what netplan cannot say in drop-ins and .link files of networkd's"),
		textFlag("loss-report", "write the losses of all hosts to `FILE` as JSON, an empty list where there are none"),
		manyFlag("rename", "give a link another name, as `OLD=NEW`; may be repeated"),
		switchFlag("force", "replace files that bondc did not write; a backup is kept"),
		switchFlag("v", "show findings of severity info as well"),
	}
	return &cli.Command{
		ArgsUsage: "--to DIALECT[@VERSION] [FLAGS] PATH...",
		Description: `Without --out the result is printed: one file as it is, several as one txtar
archive. Losses are reported on standard error; a loss of connectivity stops
that host unless --accept names its code. The other hosts are converted.
--loss-report writes them as {"version":1,"judged":[...],"losses":[...]}; each
loss has host, link, file, line, code, class (bookkeeping, behaviour,
connectivity), what, item, message, detail, accepted and failed. "judged" says
which versions of the target's programs have judged what bondc writes, as -v
does. "bondc report merge" joins those of shards.`,
		Flags:  flagList(flags, inputFlags(), []*flagDef{shardFlag("Each host gets a folder of its own; all shards may write to the same --out at the same time")}, targetFlags()),
		Action: a.convert,
	}
}

func (a *app) convert(ctx *cli.Context) error {
	opt, notes, err := readConvert(ctx)
	if err != nil {
		return err
	}
	in, err := a.readInput(ctx)
	if err != nil {
		return err
	}
	opt.From = in.target
	losses, err := newLossReport(ctx.String("loss-report"))
	if err != nil {
		return err
	}
	losses.judgedBy(judgements(opt.To, opt.Target))
	losses.ofShard(ctx, in)
	sink, err := a.openSink(ctx.String("out"), disk.Options{Force: ctx.Bool("force"), Shared: in.shard.Of > 0})
	if err != nil {
		return err
	}
	sink.fleet = in.shard.Of > 0
	sink.losses = losses
	err = a.convertInto(sink, in, opt, notes, ctx.Bool("v"))
	return errors.Join(err, sink.close(err == nil))
}

// convertInto converts all that is read and hands it to the sink.
func (a *app) convertInto(sink *sink, in *input, opt bondc.ConvertOptions, notes diag.List, infos bool) error {
	format, _ := report.FindFormat("text")
	findings := report.NewWriter(format, a.stderr, report.Options{Infos: infos, Flag: "-v", Quiet: true})
	if len(notes) > 0 {
		if err := findings.Host(report.HostResult{Findings: notes}); err != nil {
			return err
		}
	}
	for r, err := range results(in, func(t *frontends.Tree) converted { return convertTree(t, in, opt) }) {
		if err == nil {
			err = r.err
		}
		if err == nil && r.refused != nil {
			err = a.refuse(r, sink)
		}
		if err != nil {
			return err
		}
		for _, h := range r.hosts {
			sink.losses.add(r.tree, &h.result, h.Diags, h.Failed, func(code string) bool { return slices.Contains(opt.Accept, code) })
		}
		if err := a.deliver(r, sink, findings); err != nil {
			return err
		}
	}
	if _, err := findings.End(); err != nil {
		return err
	}
	if err := in.checkFrom(); err != nil {
		return err
	}
	if err := sink.losses.save(in); err != nil {
		return err
	}
	return sink.finish()
}

// noDialect says what --to takes in the place of a word that is none of it.
func noDialect(word string) error {
	names := strings.Join(writtenNames(), ", ")
	if _, ok := target.FindRelease(word); ok {
		return usagef("--to %q is a release, not a dialect: write DIALECT@%s, where DIALECT is one of %s", word, word, names)
	}
	if word == "" {
		return usagef("convert needs --to: %s", names)
	}
	return usagef("--to %q: bondc writes %s", word, names)
}

// readConvert reads the flags of convert; the list is what is to be said about
// them.
func readConvert(ctx *cli.Context) (bondc.ConvertOptions, diag.List, error) {
	opt := bondc.ConvertOptions{Strict: ctx.Bool("strict"), Accept: manyOf(ctx, "accept")}
	var notes diag.List
	dialect, version, versioned := strings.Cut(ctx.String("to"), "@")
	if _, ok := backends.Named(dialect); !ok {
		return opt, nil, noDialect(dialect)
	}
	opt.To = dialect
	if opt.Companions = ctx.Bool("companions"); opt.Companions && dialect != "netplan" {
		return opt, nil, usagef("--companions goes with --to netplan: %s files say what they can themselves", dialect)
	}
	if versioned {
		var err error
		if opt.Target, notes, err = versionOf(dialect, version); err != nil {
			return opt, nil, err
		}
	}
	notes = append(notes, judged(judgements(dialect, opt.Target), ctx.Bool("v"))...)
	var err error
	if opt.Rename, err = renames(manyOf(ctx, "rename")); err != nil {
		return opt, nil, err
	}
	return opt, notes, acceptable(opt.Accept)
}

func renames(pairs []string) ([][2]string, error) {
	var list [][2]string
	for _, pair := range pairs {
		before, after, ok := strings.Cut(pair, "=")
		if !ok || before == "" || after == "" {
			return nil, usagef("--rename %q: write OLD=NEW", pair)
		}
		if !ir.ValidName(after) {
			return nil, usagef("--rename %q: %q cannot be the name of a link; the kernel takes 1 to 15 bytes without blanks, \"/\" and \":\"", pair, after)
		}
		list = append(list, [2]string{before, after})
	}
	return list, nil
}

// refuse says why a host cannot be converted with these flags. In a fleet the
// others are converted; the exit status is that of wrong usage all the same.
func (a *app) refuse(r converted, sink *sink) error {
	if !r.fleet {
		return r.refused
	}
	fmt.Fprintf(a.stderr, "bondc: %s\n", report.Escape(r.refused.Error()))
	a.raise(exitUsage)
	return sink.saw(r.fleet)
}

// converted is what came of one tree.
type converted struct {
	tree  int
	hosts []convertedHost
	fleet bool
	// refused is what keeps this host alone from being converted with the flags
	// of the run; err ends the run.
	refused, err error
}

type convertedHost struct {
	bondc.Conversion
	result report.HostResult
}

func convertTree(t *frontends.Tree, in *input, opt bondc.ConvertOptions) converted {
	reads := in.read(t, in.load)
	var hosts []*ir.Host
	for _, r := range reads {
		if r.Host == nil {
			continue
		}
		if err := checkVia(in.target, r.Host); err != nil {
			return converted{err: err}
		}
		hosts = append(hosts, r.Host)
	}
	if bond := bondc.SharedBond(hosts); bond != "" {
		return converted{fleet: t.Fleet, refused: usagef("%s: several dialects describe %q; --from says which one to convert", t.Name, bond)}
	}
	out := converted{tree: t.Number, fleet: t.Fleet}
	for _, r := range reads {
		c, err := bondc.ConvertRead(r, opt)
		var taken *bondc.RenameError
		if errors.As(err, &taken) {
			return converted{fleet: t.Fleet, refused: usagef("%s: %s", t.Name, err)}
		}
		if err != nil {
			return converted{err: err}
		}
		result := bondc.Result(r)
		result.Findings = c.Diags.Sort()
		out.hosts = append(out.hosts, convertedHost{c, result})
	}
	return out
}

// deliver reports one tree's findings and hands its files on.
func (a *app) deliver(r converted, sink *sink, findings *report.Writer) error {
	for _, h := range r.hosts {
		if err := findings.Host(h.result); err != nil {
			return err
		}
		if err := sink.saw(r.fleet); err != nil {
			return err
		}
		switch {
		case h.Bug:
			a.raise(exitBroken)
		case h.Failed:
			a.raise(exitFindings)
		default:
			if err := sink.host(h.result.Name, h.Output); err != nil {
				return err
			}
		}
	}
	return nil
}

// sink is where converted hosts go: standard output or a directory. A fleet
// gets a folder a host, a single host none. Where the input does not say that
// it is a fleet (an HCL file of one or more hosts), it is one when a second
// host comes; until then the first is held back.
type sink struct {
	app    *app
	writer *disk.Writer // nil prints
	hosts  int
	fleet  bool
	first  *held
	names  map[string]bool // of the hosts that were put in a folder
	// waiting are the hosts that are written next, of size bytes.
	waiting []disk.Host
	size    int
	losses  *lossReport // nil where none is asked for
}

// So many hosts, or bytes, are written in one go.
const (
	mostWaiting = 64
	mostBytes   = 4 << 20
)

type held struct {
	name   string
	output ir.Output
}

func (a *app) openSink(dir string, opt disk.Options) (*sink, error) {
	s := &sink{app: a}
	if dir == "" {
		return s, nil
	}
	var err error
	opt.Note = func(text string) { fmt.Fprintf(a.stderr, "bondc: %s\n", report.Escape(text)) }
	s.writer, err = disk.Open(dir, opt)
	return s, err
}

// close ends the writing; a new folder is there only if the run came to its end.
func (s *sink) close(ended bool) error {
	if s.writer == nil {
		return nil
	}
	err := s.write()
	return errors.Join(err, s.writer.Close(ended && err == nil))
}

// saw counts a host, failed or not.
func (s *sink) saw(fleet bool) error {
	s.hosts++
	s.fleet = s.fleet || fleet || s.hosts > 1
	if s.fleet && s.first != nil {
		first := s.first
		s.first = nil
		return s.put(first.name, first.output)
	}
	return nil
}

func (s *sink) host(name string, out ir.Output) error {
	switch {
	case len(out.Files) == 0:
		return nil
	case s.fleet:
		return s.put(name, out)
	}
	s.first = &held{name, out}
	return nil
}

// finish writes what was held back.
func (s *sink) finish() error {
	if s.first != nil {
		if err := s.put("", s.first.output); err != nil {
			return err
		}
	}
	return s.write()
}

// put hands one host's files on.
func (s *sink) put(folder string, out ir.Output) error {
	if err := s.placed(folder, s.place(folder, out)); err != nil {
		return err
	}
	if len(s.waiting) < mostWaiting && s.size < mostBytes {
		return nil
	}
	return s.write()
}

// write writes the hosts that wait for it.
func (s *sink) write() error {
	if len(s.waiting) == 0 {
		return nil
	}
	list := s.waiting
	s.waiting, s.size = nil, 0
	for i, err := range s.writer.Hosts(list) {
		if err := s.placed(list[i].Folder, err); err != nil {
			return err
		}
	}
	return nil
}

// placed says what became of one host. One whose files may not be put there fails
// alone; the others go on.
func (s *sink) placed(folder string, err error) error {
	var refused *disk.Refusal
	if !errors.As(err, &refused) {
		return err
	}
	if folder != "" {
		folder += ": "
	}
	fmt.Fprintf(s.app.stderr, "bondc: %snot written: %s\n", report.Escape(folder), report.Escape(err.Error()))
	s.app.raise(exitFindings)
	return nil
}

func (s *sink) place(folder string, out ir.Output) error {
	if s.names == nil {
		s.names = map[string]bool{}
	}
	if s.names[folder] {
		return disk.Refuse("another host of this run has the same name; convert them one by one")
	}
	s.names[folder] = true
	if s.writer != nil {
		s.waiting = append(s.waiting, disk.Host{Folder: folder, Files: out.Files})
		for _, f := range out.Files {
			s.size += len(f.Data)
		}
		return nil
	}
	if folder == "" && len(out.Files) == 1 {
		_, err := s.app.stdout.Write(out.Files[0].Data)
		return err
	}
	var b bytes.Buffer
	for _, f := range out.Files {
		name := path.Join(folder, f.Path)
		if !archivable(name, f.Data) {
			return disk.Refuse("%q would not come out of a txtar archive as it went in; --out writes it", name)
		}
		fmt.Fprintf(&b, "-- %s --\n", name)
		b.Write(f.Data)
	}
	_, err := s.app.stdout.Write(b.Bytes())
	return err
}

// archivable reports whether a file can be told from the others in a txtar
// archive: names of hosts, and files, may hold the marks between files too.
func archivable(name string, data []byte) bool {
	for _, r := range name {
		if !unicode.IsPrint(r) || r == utf8.RuneError {
			return false
		}
	}
	if strings.TrimSpace(name) != name {
		return false
	}
	for line := range bytes.Lines(data) {
		if line := bytes.TrimRight(line, "\r\n"); bytes.HasPrefix(line, []byte("-- ")) && bytes.HasSuffix(line, []byte(" --")) {
			return false
		}
	}
	return len(data) == 0 || data[len(data)-1] == '\n'
}

// acceptable refuses --accept of what is no loss: a typing error there would
// stay unnoticed until a host fails.
func acceptable(codes []string) error {
	var known []string
	for _, c := range diag.Codes() {
		if strings.HasPrefix(c.Slug, "loss-") {
			known = append(known, c.Slug)
		}
	}
	for _, code := range codes {
		if slices.Contains(known, code) {
			continue
		}
		if near := option.Nearest(code, known); near != "" {
			return usagef("--accept %q is no loss; did you mean %q?", code, near)
		}
		return usagef("--accept %q is no loss; the losses are %s", code, strings.Join(known, ", "))
	}
	return nil
}
