package keyferry

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// systemFiles are the system's files, below a root. Each path is absolute, without the root.
type systemFiles string

func (f systemFiles) at(file string) string { return string(f) + file }

func (f systemFiles) has(file string) bool {
	_, err := os.Stat(f.at(file))
	return err == nil
}

// text returns the text without surrounding white space, "" if it cannot be read. Every byte is one character, because
// SCSI serial numbers follow binary bytes.
func (f systemFiles) text(file string) string {
	read, _ := os.ReadFile(f.at(file))
	characters := make([]rune, len(read))
	for i, octet := range read {
		characters[i] = rune(octet)
	}
	return strings.TrimSpace(string(characters))
}

func (f systemFiles) first(one, other string) string {
	if text := f.text(one); text != "" {
		return text
	}
	return f.text(other)
}

func (f systemFiles) names(folder string) (names []string) {
	entries, _ := os.ReadDir(f.at(folder))
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}

// follow returns the path behind all links, "" if there is none.
func (f systemFiles) follow(file string) string {
	real, err := filepath.EvalSymlinks(f.at(file))
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(real, string(f))
}

func firstGroup(pattern, text string) string {
	return append(regexp.MustCompile(pattern).FindStringSubmatch(text), "", "")[1]
}

func firstOf(one, other string) string {
	if one != "" {
		return one
	}
	return other
}
