package fleet

import (
	"bytes"
	"fmt"
	"math"
)

// The plot's size, and the room around it for what the axes say.
const (
	plotWidth, plotHeight   = 640, 400
	plotLeft, plotBottom    = 70, 50
	plotRight, plotTop      = 150, 20
	fewestHosts, mostHosts  = 1, 100_000
	shortestTime, mostTimes = 0.001, 1000.0 // seconds
)

// plot draws time over the number of hosts, both on logarithmic axes, where
// what is linear is a straight line.
func plot(rows []fleetRow) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">`+"\n", plotWidth, plotHeight)
	fmt.Fprintf(&b, `<rect width="%d" height="%d" fill="white"/>`+"\n", plotWidth, plotHeight)
	for hosts := fewestHosts; hosts <= mostHosts; hosts *= 10 {
		x := across(float64(hosts))
		fmt.Fprintf(&b, `<line x1="%.0f" y1="%d" x2="%.0f" y2="%d" stroke="#ddd"/><text x="%.0f" y="%d" text-anchor="middle">%s</text>`+"\n",
			x, plotTop, x, plotHeight-plotBottom, x, plotHeight-plotBottom+18, count(hosts))
	}
	for seconds := shortestTime; seconds <= mostTimes*1.01; seconds *= 10 {
		y := up(seconds)
		fmt.Fprintf(&b, `<line x1="%d" y1="%.0f" x2="%d" y2="%.0f" stroke="#ddd"/><text x="%d" y="%.0f" text-anchor="end">%.4g s</text>`+"\n",
			plotLeft, y, plotWidth-plotRight, y, plotLeft-6, y+4, seconds)
	}
	fmt.Fprintf(&b, `<text x="%d" y="%d" text-anchor="middle">hosts</text>`+"\n", (plotLeft+plotWidth-plotRight)/2, plotHeight-10)
	line := 0
	for _, dialect := range []string{"ifcfg", "netplan"} {
		for _, s := range []struct {
			name, dash string
			of         func(fleetRow) spent
		}{
			{"read", "2,4", func(f fleetRow) spent { return f.read }},
			{"lint", "", func(f fleetRow) spent { return f.lint }},
			{"convert", "8,4", func(f fleetRow) spent { return f.convert }},
		} {
			colour := map[string]string{"ifcfg": "#0b5fa5", "netplan": "#c2410c"}[dialect]
			draw(&b, rows, dialect, colour, s.dash, s.of)
			y := plotTop + 14 + 18*line
			line++
			fmt.Fprintf(&b, `<line x1="%d" y1="%d" x2="%d" y2="%d" stroke="%s" stroke-width="2" stroke-dasharray="%s"/><text x="%d" y="%d">%s, %s</text>`+"\n",
				plotWidth-plotRight+10, y-4, plotWidth-plotRight+40, y-4, colour, s.dash, plotWidth-plotRight+46, y, dialect, s.name)
		}
	}
	b.WriteString("</svg>\n")
	return b.Bytes()
}

func draw(b *bytes.Buffer, rows []fleetRow, dialect, colour, dash string, of func(fleetRow) spent) {
	b.WriteString(`<polyline fill="none" stroke-width="2" stroke="` + colour + `" stroke-dasharray="` + dash + `" points="`)
	for _, r := range rows {
		if r.dialect == dialect {
			fmt.Fprintf(b, "%.1f,%.1f ", across(float64(r.hosts)), up(of(r).wall.Seconds()))
		}
	}
	b.WriteString(`"/>` + "\n")
}

func across(hosts float64) float64 {
	return plotLeft + (plotWidth-plotLeft-plotRight)*share(hosts, fewestHosts, mostHosts)
}

func up(seconds float64) float64 {
	return plotHeight - plotBottom - (plotHeight-plotTop-plotBottom)*share(seconds, shortestTime, mostTimes)
}

// share is how far along a logarithmic axis a value stands, from 0 to 1.
func share(value, from, to float64) float64 {
	return math.Log(value/from) / math.Log(to/from)
}
