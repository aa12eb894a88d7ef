package template

import (
	"cmp"
	"reflect"
	"text/template/parse"
)

// function compiles a call of one of the functions that a template may use: those of text/template that are common,
// on the types for which their meaning is plain, and our own.
func (c *compiler) function(name string, args []parse.Node, s scope) (value, error) {
	if fn, ok := c.funcs[name]; ok {
		f := reflect.ValueOf(fn)
		in, err := c.arguments(f.Type(), 0, args, s)
		if err != nil {
			return value{}, err
		}
		return value{typ: f.Type().Out(0), eval: func(fr frame) (reflect.Value, error) {
			x, err := evaluate(in, fr)
			if err != nil {
				return reflect.Value{}, err
			}
			return results(f.Call(x))
		}}, nil
	}
	var in []value
	for _, a := range args {
		v, err := c.operand(a, s)
		if err != nil {
			return value{}, err
		}
		in = append(in, v)
	}
	switch name {
	case "and", "or":
		return logic(name == "or", in)
	case "not":
		if len(in) == 1 {
			return boolean(in, func(x []reflect.Value) bool { return !truth(x[0]) }), nil
		}
	case "len":
		return length(in)
	case "eq", "ne", "lt", "le", "gt", "ge":
		return comparison(name, in)
	}
	return value{}, errNotCompiled
}

// logic returns the first argument that decides, as text/template does; it looks at no further one.
func logic(or bool, in []value) (value, error) {
	if len(in) == 0 {
		return value{}, errNotCompiled
	}
	typ := in[0].typ
	for _, v := range in {
		if v.typ != typ {
			typ = nil // of several types: only good for a condition
		}
	}
	if typ == nil {
		return value{typ: reflect.TypeFor[bool](), eval: func(f frame) (reflect.Value, error) {
			x, err := decide(or, in, f)
			return reflect.ValueOf(err == nil && truth(x)), err
		}, truth: true}, nil
	}
	return value{typ: typ, eval: func(f frame) (reflect.Value, error) { return decide(or, in, f) }}, nil
}

func decide(or bool, in []value, f frame) (x reflect.Value, err error) {
	for _, v := range in {
		if x, err = v.eval(f); err != nil || truth(x) == or {
			return x, err
		}
	}
	return x, nil
}

func length(in []value) (value, error) {
	if len(in) != 1 {
		return value{}, errNotCompiled
	}
	switch in[0].typ.Kind() {
	case reflect.String, reflect.Slice, reflect.Map:
	default:
		return value{}, errNotCompiled
	}
	return value{typ: reflect.TypeFor[int](), eval: func(f frame) (reflect.Value, error) {
		x, err := in[0].eval(f)
		if err != nil {
			return x, err
		}
		return reflect.ValueOf(x.Len()), nil
	}}, nil
}

func boolean(in []value, is func([]reflect.Value) bool) value {
	return value{typ: reflect.TypeFor[bool](), eval: func(f frame) (reflect.Value, error) {
		x, err := evaluate(in, f)
		if err != nil {
			return reflect.Value{}, err
		}
		return reflect.ValueOf(is(x)), nil
	}}
}

// comparison compares two ints or two strings; eq takes more than two.
func comparison(name string, in []value) (value, error) {
	if len(in) < 2 || len(in) > 2 && name != "eq" {
		return value{}, errNotCompiled
	}
	kind := in[0].typ.Kind()
	for _, v := range in {
		if v.typ.Kind() != kind || kind != reflect.Int && kind != reflect.String {
			return value{}, errNotCompiled
		}
	}
	order := func(a, b reflect.Value) int {
		if kind == reflect.Int {
			return cmp.Compare(a.Int(), b.Int())
		}
		return cmp.Compare(a.String(), b.String())
	}
	return boolean(in, func(x []reflect.Value) bool {
		c := order(x[0], x[1])
		switch name {
		case "eq":
			for _, y := range x[1:] {
				if order(x[0], y) == 0 {
					return true
				}
			}
			return false
		case "ne":
			return c != 0
		case "lt":
			return c < 0
		case "le":
			return c <= 0
		case "gt":
			return c > 0
		}
		return c >= 0
	}), nil
}

// truth is text/template's: what is empty or nothing is false.
func truth(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.String, reflect.Slice, reflect.Map, reflect.Array:
		return v.Len() > 0
	case reflect.Bool:
		return v.Bool()
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return v.Int() != 0
	case reflect.Pointer, reflect.Interface, reflect.Func, reflect.Chan:
		return !v.IsNil()
	case reflect.Float32, reflect.Float64:
		return v.Float() != 0
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return v.Uint() != 0
	}
	return true
}
