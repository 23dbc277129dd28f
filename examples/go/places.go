package keyferry

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
)

// places are where the files of a product are on this machine: the two folders of this user, and the license file of all.
type places struct {
	own    [2]string
	target string // "" if the profile does not say
}

func (p places) folders() []string {
	if p.target == "" {
		return p.own[:]
	}
	return []string{p.own[0], p.own[1], filepath.Dir(p.target)}
}

var variable = regexp.MustCompile(`^%(\w+)%`)

// targetOf returns where the product reads its license, "" if the profile does not say.
func targetOf(files map[string]string) string {
	path := files[map[string]string{"linux": "linux", "darwin": "macos", "windows": "windows"}[runtime.GOOS]]
	if home, err := os.UserHomeDir(); err == nil && strings.HasPrefix(path, "~") {
		path = filepath.Join(home, path[1:])
	}
	return variable.ReplaceAllStringFunc(path, func(name string) string { return os.Getenv(strings.Trim(name, "%")) })
}

func placesOf(product, target string) places {
	home, _ := os.UserHomeDir()
	switch runtime.GOOS {
	case "windows":
		local := firstOf(os.Getenv("LOCALAPPDATA"), filepath.Join(home, "AppData", "Local"))
		roaming := firstOf(os.Getenv("APPDATA"), filepath.Join(home, "AppData", "Roaming"))
		return places{[2]string{filepath.Join(local, "Keyferry", product), filepath.Join(roaming, "Keyferry", product)}, target}
	case "darwin":
		library := filepath.Join(home, "Library")
		support := filepath.Join(library, "Application Support", "Keyferry", product)
		return places{[2]string{support, filepath.Join(library, "Preferences", "Keyferry", product)}, target}
	}
	data := xdgFolder("XDG_DATA_HOME", home, ".local/share", product)
	return places{[2]string{data, xdgFolder("XDG_STATE_HOME", home, ".local/state", product)}, target}
}

// xdgFolder takes the usual folder for a snap or Flatpak, which has folders of its own, unless the files are there already.
func xdgFolder(name, home, usual, product string) string {
	roots := []string{filepath.Join(home, usual)}
	if named := os.Getenv(name); filepath.IsAbs(named) {
		roots = []string{named, roots[0]}
		if below, _ := filepath.Rel(home, named); strings.HasPrefix(below, "snap/") || strings.HasPrefix(below, ".var/app/") {
			roots = []string{roots[1], named}
		}
	}
	for _, root := range roots {
		if folder := filepath.Join(root, "keyferry", product); isFolder(folder) {
			return folder
		}
	}
	return filepath.Join(roots[0], "keyferry", product)
}

func isFolder(path string) bool {
	found, err := os.Stat(path)
	return err == nil && found.IsDir()
}

// write replaces a file, whole or not at all, and tells whether that worked.
func write(path string, content []byte) bool {
	if os.MkdirAll(filepath.Dir(path), 0o700) != nil {
		return false
	}
	fresh := fmt.Sprintf("%s.%d.new", path, os.Getpid())
	file, err := os.OpenFile(fresh, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return false
	}
	_, err = file.Write(content)
	if err == nil {
		err = file.Sync()
	}
	if closed := file.Close(); err != nil || closed != nil {
		os.Remove(fresh)
		return false
	}
	return os.Rename(fresh, path) == nil
}
