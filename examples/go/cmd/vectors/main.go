// Prints the result for each vector and machine of a file of cases: go run ./cmd/vectors ../../tests/vectors/cases.txt
package main

import (
	"bufio"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"time"

	"keyferry.example/keyferry"
)

var known map[string][][]string // the words of each line since the last context, by first word
var keyset keyferry.Document    // of the context, verified once

func main() {
	cases, err := os.Open(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	known = map[string][][]string{}
	for lines := bufio.NewScanner(cases); lines.Scan(); {
		words := strings.Split(lines.Text(), " ")
		if words[0] == "context" {
			known, keyset = map[string][][]string{}, ""
		}
		known[words[0]] = append(known[words[0]], words[1:])
		if words[0] == "machine" {
			fmt.Println(lines.Text())
			printBindings(bindings(words[1], words[2]))
		}
		if words[0] == "verify" && (words[1] == "license" || words[1] == "keyset" || words[1] == "delivery") {
			printed, err := verify(words[1], words[2])
			if err != nil {
				fmt.Println("verify", words[1], words[2], err)
			} else {
				fmt.Println("verify", words[1], words[2], "pass")
				fmt.Print(printed)
			}
		}
	}
}

// verify returns what a product reads.
func verify(kind, path string) (_ string, err error) {
	product, held := known["product"][0][0], known["held"][0]
	var roots [][]byte
	for _, root := range known["root"] {
		key, _ := base64.StdEncoding.DecodeString(root[0])
		roots = append(roots, key)
	}
	if kind == "keyset" {
		epoch, _ := strconv.Atoi(held[0])
		version, _ := strconv.Atoi(held[1])
		_, err := keyferry.VerifyKeyset(load(path), roots, product, epoch, version)
		return "", err
	}
	now, _ := time.Parse(time.RFC3339, known["now"][0][0])
	kept := [][]byte{load(known["keyset"][0][0])}
	if kind == "license" {
		if keyset == "" {
			keyset, err = keyferry.VerifyKeyset(kept[0], roots, known["keyset"][0][1], 0, 0)
		}
		if err != nil {
			return "", err
		}
		license, err := keyferry.VerifyLicense(load(path), keyset, product, machine(false), now)
		return contents(license), err
	}
	for _, file := range known["kept"] {
		kept = append(kept, load(file[0]))
	}
	licenses, keysets := keyferry.SplitDelivery(load(path))
	keyset, _, err := keyferry.NewestKeyset(append(kept, keysets...), roots, product)
	if err != nil {
		return "", err
	}
	license, err := keyferry.BestLicense(licenses, keyset, product, machine(true), now)
	return fmt.Sprintf("version %s\nlicense %s\n%s", keyset.Value("Version"), license.Value("LicenseID"), contents(license)), err
}

func machine(withReturned bool) keyferry.Machine {
	bindings, ids := map[string][]string{}, map[string]map[string]bool{"request": {}, "returned": {}}
	for _, binding := range known["binding"] {
		bindings[binding[0]] = append(bindings[binding[0]], binding[1])
	}
	for word, set := range ids {
		for _, id := range known[word] {
			set[id[0]] = word == "request" || withReturned
		}
	}
	return keyferry.Machine{
		InstallationKey: known["installation"][0][0], Bindings: bindings, Requests: ids["request"], Returned: ids["returned"],
	}
}

func contents(license keyferry.Document) string {
	lines := "holder " + license.Value("Holder") + "\n"
	for _, feature := range license.Values("Feature") {
		lines += "feature " + feature + "\n"
	}
	for _, one := range license.Entitlements() {
		words := strings.Join([]string{"entitlement", one.Namespace, one.Tag, one.Type, one.ValidTo}, "\t")
		lines += strings.TrimRight(words, "\t") + "\n"
	}
	return lines
}

// bindings reads a folder that stands for / under Linux, and elsewhere holds the output of each program that can be run.
func bindings(system, folder string) map[string][]string {
	run := func(program string, _ ...string) string {
		output, _ := os.ReadFile(filepath.Join(folder, filepath.Base(strings.ReplaceAll(program, `\`, "/"))))
		return string(output)
	}
	identifiers := map[string]func() []keyferry.Identifier{
		"linux":   func() []keyferry.Identifier { return keyferry.LinuxIdentifiers(folder) },
		"windows": func() []keyferry.Identifier { return keyferry.WindowsIdentifiers(run) },
		"macos":   func() []keyferry.Identifier { return keyferry.MacosIdentifiers(run) },
	}
	return keyferry.Hashed(known["product"][0][0], identifiers[system]())
}

func printBindings(bindings map[string][]string) {
	var lines []string
	for component, values := range bindings {
		for _, value := range values {
			lines = append(lines, "shows "+component+" "+value+"\n")
		}
	}
	sort.Strings(lines)
	fmt.Print(strings.Join(lines, ""))
}

func load(path string) []byte {
	file, err := os.ReadFile(filepath.Join(filepath.Dir(os.Args[1]), path))
	if err != nil {
		panic(err)
	}
	return file
}
