package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"leadimport/importer"
)

// constants are the values of the constants in files of Go.
func constants(t *testing.T, files ...string) []string {
	t.Helper()
	var values []string
	for _, file := range files {
		tree, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, file), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		before := len(values)
		for _, decl := range tree.Decls {
			if group, ok := decl.(*ast.GenDecl); ok && group.Tok == token.CONST {
				values = append(values, literals(group)...)
			}
		}
		if len(values) == before {
			t.Fatalf("%s holds no constants any more", file)
		}
	}
	return values
}

func literals(group *ast.GenDecl) []string {
	var values []string
	ast.Inspect(group, func(n ast.Node) bool {
		if literal, ok := n.(*ast.BasicLit); ok {
			text, err := strconv.Unquote(literal.Value)
			if err != nil {
				text = literal.Value
			}
			values = append(values, text)
		}
		return true
	})
	return values
}

func texts(statuses []importer.Status) []string {
	var words []string
	for _, status := range statuses {
		words = append(words, string(status))
	}
	return words
}

func fieldNames() []string {
	var names []string
	for _, field := range importer.Fields {
		names = append(names, field.Name)
	}
	return names
}

func variableNames() []string {
	var names []string
	for _, name := range variables {
		names = append(names, name)
	}
	return names
}

// keysOfJSON are the keys of all that the program prints as JSON.
func keysOfJSON() []string {
	return slices.Concat(
		jsonKeys(reflect.TypeFor[summary]()),
		jsonKeys(reflect.TypeFor[importer.Cause]()),
		jsonKeys(reflect.TypeFor[stopped]()),
		jsonKeys(reflect.TypeFor[importer.Report]()),
		jsonKeys(reflect.TypeFor[importer.Tally]()),
		jsonKeys(reflect.TypeFor[importer.Way]()),
		jsonKeys(reflect.TypeFor[importer.Step]()),
		jsonKeys(reflect.TypeFor[importer.Remark]()),
		jsonKeys(reflect.TypeFor[ranRun]()),
		jsonKeys(reflect.TypeFor[settlementReport]()),
		jsonKeys(reflect.TypeFor[learnt]()),
		jsonKeys(reflect.TypeFor[rewritten]()),
		jsonKeys(reflect.TypeFor[importer.Retried]()),
		jsonKeys(reflect.TypeFor[verifyReport]()),
		jsonKeys(reflect.TypeFor[verifiedLead]()),
		jsonKeys(reflect.TypeFor[closeReport]()),
		jsonKeys(reflect.TypeFor[closedLead]()),
		jsonKeys(reflect.TypeFor[namedLead]()),
	)
}

func jsonKeys(t reflect.Type) []string {
	var names []string
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		if name != "" {
			names = append(names, name)
		}
	}
	return names
}
