package keyferry

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"time"
)

// Profile is what of vendor.json decides about a license.
type Profile struct {
	Product     struct{ ID string }
	RootKeys    []string
	Keyset      string
	LicenseFile map[string]string
}

// Options of InstalledLicense.
type Options struct {
	LicenseFile string        // where the product reads its license; by default as the profile says
	Built       time.Time     // when the product was built
	Grace       time.Duration // for which the product may run after the license has ended
}

// Installed is a license that is installed on this machine.
type Installed struct {
	License, Keyset Document
	HasEnded        bool // it runs in its grace
	IsClockSuspect  bool // the clock is more than 24 hours behind what has certainly passed
	IsKept          bool // keyset and time could be stored for the next start
}

// Has tells whether the license grants a feature.
func (i Installed) Has(feature string) bool {
	for _, one := range i.License.Values("Feature") {
		if one == feature {
			return true
		}
	}
	return false
}

// LastDay returns the last day on which the license is valid, YYYY-MM-DD in the zone of this machine, or "" without an end.
func (i Installed) LastDay() string {
	end, err := time.Parse(instant, i.License.Value("StopDate"))
	if err != nil {
		return ""
	}
	return end.Add(-time.Millisecond).Local().Format("2006-01-02")
}

// InstalledLicense reads the license for this machine that the keyferry tool or the wizard stored, from the places that
// docs/operations.md lists, and keeps the newest keyset and the time by itself. profile is the content of vendor.json. It
// refuses also with license-missing and stored-unreadable.
func InstalledLicense(profile []byte, options Options) (found Installed, err error) {
	var vendor Profile
	if err := json.Unmarshal(profile, &vendor); err != nil {
		return found, err
	}
	product := vendor.Product.ID
	places := placesOf(product, firstOf(options.LicenseFile, targetOf(vendor.LicenseFile)))
	kept := places.read(vendor)
	var roots [][]byte
	for _, key := range vendor.RootKeys {
		roots = append(roots, bytesOf(key))
	}
	keyset, file, err := NewestKeyset(kept.keysets, roots, product)
	if err != nil {
		return found, err
	}
	found.Keyset, found.IsKept = keyset, places.storeKeyset(file)
	if len(kept.licenses) == 0 {
		return found, kept.refusal
	}
	clock := clock{time.Now().UTC(), options.Built, keyset.Value("IssuedAt"), kept.records}
	machine := Machine{places.installationKey(), BindingsOfThisMachine(product), nil, kept.returned}
	found.License, err = bestAt(kept.licenses, keyset, product, machine, clock.now)
	if found.HasEnded = err == Refusal("license-expired") && options.Grace > 0; found.HasEnded {
		inGrace := func(license Document) time.Time { // just before its end, if that was less than the grace ago
			if end, _ := time.Parse(instant, license.Value("StopDate")); end.After(clock.now(license).Add(-options.Grace)) {
				return end.Add(-time.Second)
			}
			return clock.now(license)
		}
		found.License, err = bestAt(kept.licenses, keyset, product, machine, inGrace)
	}
	if err != nil {
		return found, err
	}
	found.IsClockSuspect = clock.isSuspect(found.License)
	found.IsKept = places.storeSeen(clock.next(found.License)) && found.IsKept
	return found, nil
}

// clock judges the clock of this machine.
type clock struct {
	shown, built time.Time
	signed       string      // when the keyset was signed
	records      [][2]string // when the product last ran, and the latest signing instant known then
}

// floor is the latest instant that has certainly passed. A document signed after a record makes it obsolete.
func (c clock) floor(license Document) time.Time {
	signed := latest(license.Value("IssuedAt"), c.signed)
	floor := latest(c.built.UTC().Format(instant), signed)
	for _, one := range c.records {
		if one[1] >= signed {
			floor = latest(floor, one[0])
		}
	}
	passed, _ := time.Parse(instant, floor)
	return passed
}

func (c clock) isSuspect(license Document) bool {
	return c.shown.Add(24 * time.Hour).Before(c.floor(license))
}

// now is the floor where the clock is behind it, so that setting the clock back revives no license.
func (c clock) now(license Document) time.Time {
	if c.isSuspect(license) {
		return c.floor(license)
	}
	return c.shown
}

// next returns the record to keep.
func (c clock) next(license Document) string {
	signed := latest(license.Value("IssuedAt"), c.signed)
	for _, one := range c.records {
		signed = latest(signed, one[1])
	}
	return fmt.Sprintf("%s %s\n", latest(c.floor(license).Format(instant), c.shown.Format(instant)), signed)
}

// latest compares instants, which sort as text.
func latest(one, other string) string {
	if one > other {
		return one
	}
	return other
}

// kept is what the places hold.
type kept struct {
	licenses, keysets [][]byte
	records           [][2]string
	returned          map[string]bool
	refusal           error // why there is no license
}

var record = regexp.MustCompile(`^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ) (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)\n?$`)

func (p places) read(vendor Profile) kept {
	all := kept{keysets: [][]byte{[]byte(vendor.Keyset)}, returned: map[string]bool{}, refusal: Refusal("license-missing")}
	for _, folder := range p.folders() {
		var tombstones struct{ Returned []struct{ LicenseID string } }
		content, _ := os.ReadFile(filepath.Join(folder, "returned.json"))
		_ = json.Unmarshal(content, &tombstones) // another file records the same
		for _, one := range tombstones.Returned {
			all.returned[one.LicenseID], all.refusal = true, Refusal("license-returned")
		}
		content, _ = os.ReadFile(filepath.Join(folder, "last-seen"))
		if seen := record.FindStringSubmatch(string(content)); seen != nil {
			all.records = append(all.records, [2]string{seen[1], seen[2]})
		}
		if content, err := os.ReadFile(filepath.Join(folder, "keyset.xml")); err == nil && folder != p.own[1] {
			all.keysets = append(all.keysets, content)
		}
	}
	for _, path := range []string{p.target, filepath.Join(p.own[0], "license.lic")} {
		content, err := os.ReadFile(path)
		if err == nil {
			licenses, keysets := SplitDelivery(content)
			all.licenses, all.keysets = append(all.licenses, licenses...), append(all.keysets, keysets...)
		} else if path != "" && !os.IsNotExist(err) {
			all.refusal = Refusal("stored-unreadable")
		}
	}
	return all
}

func (p places) storeKeyset(file []byte) bool {
	path := filepath.Join(p.own[0], "keyset.xml")
	stored, err := os.ReadFile(path)
	return err == nil && bytes.Equal(stored, file) || write(path, file)
}

// storeSeen stores the record in both folders, of which one may be lost.
func (p places) storeSeen(seen string) bool {
	one := write(filepath.Join(p.own[0], "last-seen"), []byte(seen))
	other := write(filepath.Join(p.own[1], "last-seen"), []byte(seen))
	return one || other
}

// installationKey returns the public key of this installation in base64, for licenses that are bound to no hardware.
func (p places) installationKey() string {
	content, _ := os.ReadFile(filepath.Join(p.own[0], "installation.key"))
	block, _ := pem.Decode(content)
	if block == nil || len(block.Bytes) < ed25519.SeedSize {
		return ""
	}
	seed := block.Bytes[len(block.Bytes)-ed25519.SeedSize:] // PKCS #8 ends in it
	return base64.StdEncoding.EncodeToString(ed25519.NewKeyFromSeed(seed).Public().(ed25519.PublicKey))
}
