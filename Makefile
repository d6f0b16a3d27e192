# One line of help per target: "make help".

GO ?= go
STATICCHECK ?= honnef.co/go/tools/cmd/staticcheck@v0.8.2
GOVULNCHECK ?= golang.org/x/vuln/cmd/govulncheck@v1.1.4
T ?= 30s

.PHONY: check
check: fmtcheck vet staticcheck test ## everything that CI asks of a change

.PHONY: test
test: ## run all tests
	$(GO) test ./...

.PHONY: consumers
consumers: ## fetch the real netplan, nmcli and others that judge the output, into a cache
	golden/consumers/fetch
	golden/consumers/fetch-ifupdown2

.PHONY: consumers-test
consumers-test: consumers ## hold what bondc writes against the real programs, and say how much of it
	BONDC_REQUIRE_CONSUMERS=1 $(GO) test -count=1 -v ./golden/consumers

.PHONY: kernel-image
kernel-image: ## make the image that the guests with a real kernel boot from, in the same cache
	golden/kernel/guest/fetch $(or $(RELEASE),debian-12)

.PHONY: kernel-test
kernel-test: kernel-image ## hold bondc's predictions against a real kernel and the real tools; RELEASE
	BONDC_KERNEL=1 BONDC_RELEASE=$(RELEASE) $(GO) test -count=1 -timeout 80m -p 1 -v ./golden/kernel ./golden/kernel/guest

.PHONY: kernel-fuzz
kernel-fuzz: kernel-image ## compare N (default 5000) drawn option sets per way in with a real kernel; SEED, RELEASE
	BONDC_KERNEL=1 BONDC_DRAWS=$(or $(N),5000) BONDC_SEED=$(or $(SEED),$(BONDC_SEED),1) BONDC_RELEASE=$(RELEASE) \
	  $(GO) test -count=1 -timeout 3h -v ./golden/kernel/fuzz

.PHONY: demo
demo: ## convert a CentOS host to netplan and show what came out
	@$(GO) run ./cmd/bondc convert --to netplan golden/hosts/centos-client

.PHONY: build
build: ## build ./bondc
	$(GO) build -trimpath -tags urfave_cli_no_docs -o bondc ./cmd/bondc

.PHONY: update
update: ## rewrite the expectations of all tests; review the diff like code
	UPDATE=1 $(GO) test -count=1 ./...

.PHONY: fmtcheck
fmtcheck: ## fail on files that gofmt would change
	@files=$$(gofmt -l .); if [ -n "$$files" ]; then echo "gofmt: $$files"; exit 1; fi

.PHONY: vet
vet: ## go vet
	$(GO) vet ./...

.PHONY: staticcheck
staticcheck: ## staticcheck, fetched by go
	$(GO) run $(STATICCHECK) ./...

.PHONY: fix
fix: ## repair what a tool can repair
	gofmt -w .

.PHONY: draws
draws: ## convert N (default 20000) drawn hosts to every dialect and compare
	BONDC_DRAWS=$(or $(N),20000) $(GO) test -count=1 -run '^TestNothingIsLostUnannounced$$' -v .

.PHONY: altered
altered: ## convert N (default 5000) stories with a word or line changed to every dialect and compare
	BONDC_ALTERED=$(or $(N),5000) $(GO) test -count=1 -run '^TestAlteredTexts$$' -v ./golden

.PHONY: fuzz
fuzz: ## run every fuzz target for T (default 30s) each and add the time to docs/fuzz.md; ONLY is a pattern
	$(GO) run ./cmd/fuzz -t $(T) -run '$(ONLY)'

.PHONY: bench
bench: ## Go benchmarks and the start-up cost against an empty Go program
	$(GO) test -run '^$$' -bench . -benchmem ./...

.PHONY: bench-compare
bench-compare: ## time bondc and others on fleets of N hosts (default "1 100 10000 100000"); writes docs/performance.md
	golden/consumers/fetch
	golden/consumers/fetch-ifupdown2
	golden/fleet/fetch
	BONDC_COMPARE="$(or $(N),1 100 10000 100000)" $(GO) test -count=1 -timeout 4h -run '^TestCompare$$' -v ./golden/fleet

.PHONY: release
release: ## archives for all systems, their contents (SPDX) and checksums into dist/
	$(GO) run ./cmd/release -out dist

.PHONY: reproducible
reproducible: ## build twice from two clones with empty caches; fail unless the bytes are the same
	$(GO) run ./cmd/release -check

.PHONY: cross
cross: ## vet the command for every system of a release
	@set -e; for system in linux/amd64 linux/arm64 linux/386 linux/s390x darwin/amd64 darwin/arm64 windows/amd64; do \
	  echo "== $$system"; CGO_ENABLED=0 GOOS=$${system%/*} GOARCH=$${system#*/} $(GO) vet ./cmd/bondc ./cmd/internal/...; \
	done

.PHONY: sbom
sbom: ## the list of what is in the program, as SPDX, into dist/
	$(GO) run ./cmd/release -out dist -only "$$($(GO) env GOOS)/$$($(GO) env GOARCH)"

.PHONY: pinned
pinned: ## fail unless go.mod and go.sum pin every dependency as it was checked in
	$(GO) mod verify
	$(GO) mod tidy -diff

.PHONY: vulncheck
vulncheck: ## known vulnerabilities in what bondc calls; says so where the database cannot be reached
	@out=$$($(GO) run $(GOVULNCHECK) ./... 2>&1) && status=0 || status=$$?; \
	printf '%s\n' "$$out"; \
	case $$status:$$out in \
	0:*) ;; \
	*"dial tcp"*|*"no such host"*|*"connection refused"*|*"i/o timeout"*|*"Forbidden"*|*"proxyconnect"*|*"fetching vulnerabilities"*) \
	  echo "vulncheck: the database could not be reached from here: NOTHING WAS CHECKED" >&2 ;; \
	*) exit $$status ;; \
	esac

.PHONY: cover
cover: ## test coverage by package
	$(GO) test -cover ./...

.PHONY: help
help: ## this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:.*## /\t/' | expand -t 16
