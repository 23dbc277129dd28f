// Prints the result for each license and keyset of tests/vectors: go run . ../../tests/vectors/cases.txt
package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

var known map[string][][]string // the words of each line since the last context, by first word
var keyset Document

func main() {
	cases, err := os.Open(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for lines := bufio.NewScanner(cases); lines.Scan(); {
		words := strings.Split(lines.Text(), " ")
		if words[0] == "context" {
			known, keyset = map[string][][]string{}, ""
		}
		known[words[0]] = append(known[words[0]], words[1:])
		if words[0] != "verify" || words[1] != "license" && words[1] != "keyset" {
			continue
		}
		license, err := verify(words[1], words[2])
		if err != nil {
			fmt.Println("verify", words[1], words[2], err)
			continue
		}
		fmt.Println("verify", words[1], words[2], "pass")
		if words[1] == "license" {
			fmt.Println("holder", license.Value("Holder"))
		}
	}
}

func verify(kind, path string) (_ Document, err error) {
	product, held, roots := known["product"][0][0], known["held"][0], map[string][]byte{}
	for _, root := range known["root"] {
		roots[KeyID(bytesOf(root[0]))] = bytesOf(root[0])
	}
	if kind == "keyset" {
		return VerifyKeyset(load(path), roots, product, number(held[0]), number(held[1]))
	}
	if keyset == "" {
		keyset, err = VerifyKeyset(load(known["keyset"][0][0]), roots, known["keyset"][0][1], 0, 0)
	}
	if err != nil {
		return "", err
	}
	bindings, requests := map[string][]string{}, map[string]bool{}
	for _, binding := range known["binding"] {
		bindings[binding[0]] = append(bindings[binding[0]], binding[1])
	}
	for _, request := range known["request"] {
		requests[request[0]] = true
	}
	now, _ := time.Parse(time.RFC3339, known["now"][0][0])
	return VerifyLicense(load(path), keyset, product, known["installation"][0][0], bindings, requests, now)
}

func load(path string) []byte {
	file, err := os.ReadFile(filepath.Join(filepath.Dir(os.Args[1]), path))
	if err != nil {
		panic(err)
	}
	return file
}
