package hcl

import (
	"fmt"
	"math/big"
	"net/netip"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

// cidr returns the functions over prefixes. A prefix is written with or
// without host bits; they do not matter.
func cidr() map[string]function.Function {
	return map[string]function.Function{
		"cidrhost":    prefixFunc(cty.String, cidrHost, "hostnum"),
		"cidraddress": prefixFunc(cty.String, cidrAddress, "hostnum"),
		"cidrnetmask": prefixFunc(cty.String, cidrNetmask),
		"cidrprefix":  prefixFunc(cty.Number, cidrLength),
		"cidrsubnet":  prefixFunc(cty.String, cidrSubnet, "newbits", "netnum"),
		"cidrsubnets": cidrSubnets(),
	}
}

// prefixFunc returns a function of a prefix and of whole numbers.
func prefixFunc(result cty.Type, impl func(p netip.Prefix, n []*big.Int) (cty.Value, error), numbers ...string) function.Function {
	params := []function.Parameter{{Name: "prefix", Type: cty.String}}
	for _, name := range numbers {
		params = append(params, function.Parameter{Name: name, Type: cty.Number})
	}
	return function.New(&function.Spec{
		Params: params,
		Type:   function.StaticReturnType(result),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			p, err := prefixArg(args[0])
			if err != nil {
				return cty.NilVal, err
			}
			n := make([]*big.Int, len(args)-1)
			for i := range n {
				if n[i], err = wholeArg(args, i+1); err != nil {
					return cty.NilVal, err
				}
			}
			return impl(p, n)
		},
	})
}

func prefixArg(arg cty.Value) (netip.Prefix, error) {
	p, err := netip.ParsePrefix(arg.AsString())
	if err != nil {
		return p, function.NewArgErrorf(0, "must be an address and a length, as 192.168.1.0/24")
	}
	return p.Masked(), nil
}

func wholeArg(args []cty.Value, i int) (*big.Int, error) {
	f := args[i].AsBigFloat()
	if !f.IsInt() || !tame(f) {
		return nil, function.NewArgErrorf(i, "must be a whole number")
	}
	n, _ := f.Int(nil)
	return n, nil
}

// cidrHost returns the address with a number in a prefix; a negative number
// counts from the end.
func cidrHost(p netip.Prefix, n []*big.Int) (cty.Value, error) {
	addr, err := host(p, n[0])
	if err != nil {
		return cty.NilVal, err
	}
	return cty.StringVal(addr.String()), nil
}

// cidrAddress is cidrHost with the length, as addresses are written.
func cidrAddress(p netip.Prefix, n []*big.Int) (cty.Value, error) {
	addr, err := host(p, n[0])
	if err != nil {
		return cty.NilVal, err
	}
	return cty.StringVal(netip.PrefixFrom(addr, p.Bits()).String()), nil
}

func host(p netip.Prefix, n *big.Int) (netip.Addr, error) {
	size := new(big.Int).Lsh(big.NewInt(1), uint(p.Addr().BitLen()-p.Bits()))
	if n.Sign() < 0 {
		n = new(big.Int).Add(size, n)
	}
	if n.Sign() < 0 || n.Cmp(size) >= 0 {
		return netip.Addr{}, function.NewArgErrorf(1, "%s has %s addresses", p, size)
	}
	return plus(p.Addr(), n), nil
}

// plus adds to an address that is low enough.
func plus(a netip.Addr, n *big.Int) netip.Addr {
	sum := new(big.Int).SetBytes(a.AsSlice())
	sum.Add(sum, n)
	bytes := make([]byte, a.BitLen()/8)
	addr, _ := netip.AddrFromSlice(sum.FillBytes(bytes))
	return addr
}

func cidrNetmask(p netip.Prefix, _ []*big.Int) (cty.Value, error) {
	if !p.Addr().Is4() {
		return cty.NilVal, function.NewArgErrorf(0, "only IPv4 has netmasks")
	}
	ones := netip.AddrFrom4([4]byte{255, 255, 255, 255})
	mask, err := ones.Prefix(p.Bits())
	return cty.StringVal(mask.Addr().String()), err
}

func cidrLength(p netip.Prefix, _ []*big.Int) (cty.Value, error) {
	return cty.NumberIntVal(int64(p.Bits())), nil
}

func cidrSubnet(p netip.Prefix, n []*big.Int) (cty.Value, error) {
	sub, err := subnet(p, n[0])
	if err != nil {
		return cty.NilVal, err
	}
	count := new(big.Int).Lsh(big.NewInt(1), uint(sub.Bits()-p.Bits()))
	if n[1].Sign() < 0 || n[1].Cmp(count) >= 0 {
		return cty.NilVal, function.NewArgErrorf(2, "%s has %s networks of length %d", p, count, sub.Bits())
	}
	offset := new(big.Int).Lsh(n[1], uint(p.Addr().BitLen()-sub.Bits()))
	return cty.StringVal(netip.PrefixFrom(plus(p.Addr(), offset), sub.Bits()).String()), nil
}

// subnet returns the first network in p that is longer by so many bits.
func subnet(p netip.Prefix, newbits *big.Int) (netip.Prefix, error) {
	room := p.Addr().BitLen() - p.Bits()
	if newbits.Sign() < 0 || newbits.Cmp(big.NewInt(int64(room))) > 0 {
		return p, function.NewArgErrorf(1, "the length of %s can grow by 0 to %d bits", p, room)
	}
	return netip.PrefixFrom(p.Addr(), p.Bits()+int(newbits.Int64())), nil
}

// cidrSubnets returns networks that follow each other in a prefix, each longer
// than it by its own number of bits.
func cidrSubnets() function.Function {
	return function.New(&function.Spec{
		Params:   []function.Parameter{{Name: "prefix", Type: cty.String}},
		VarParam: &function.Parameter{Name: "newbits", Type: cty.Number},
		Type:     function.StaticReturnType(cty.List(cty.String)),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			p, err := prefixArg(args[0])
			if err != nil || len(args) == 1 {
				return cty.ListValEmpty(cty.String), err
			}
			var subs []cty.Value
			next := new(big.Int)
			for i := range args[1:] {
				sub, err := followArg(p, args, i+1, next)
				if err != nil {
					return cty.NilVal, err
				}
				subs = append(subs, cty.StringVal(sub.String()))
			}
			return cty.ListVal(subs), nil
		},
	})
}

// followArg returns the next network of the length that an argument asks for
// and moves next, the offset in p, behind it.
func followArg(p netip.Prefix, args []cty.Value, i int, next *big.Int) (netip.Prefix, error) {
	n, err := wholeArg(args, i)
	if err != nil {
		return p, err
	}
	sub, err := subnet(p, n)
	if err != nil {
		return p, function.NewArgErrorf(i, "the length of %s cannot grow by %s bits", p, n)
	}
	one := big.NewInt(1)
	size := new(big.Int).Lsh(one, uint(p.Addr().BitLen()-sub.Bits()))
	// Networks start at multiples of their size.
	next.Add(next, size).Sub(next, one).Div(next, size).Mul(next, size)
	offset := new(big.Int).Set(next)
	next.Add(next, size)
	if next.Cmp(new(big.Int).Lsh(one, uint(p.Addr().BitLen()-p.Bits()))) > 0 {
		return p, fmt.Errorf("%s has no room left for a network of length %d", p, sub.Bits())
	}
	return netip.PrefixFrom(plus(p.Addr(), offset), sub.Bits()), nil
}
