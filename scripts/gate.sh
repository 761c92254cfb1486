#!/usr/bin/env bash
# What must be green before a change lands, in seconds: generated code, types, lint, quick tests.
set -eu
cd "$(dirname "$0")/.."
stamp=src/schema/generated/report.ts
if [ ! -e "$stamp" ] || [ -n "$(find schemas scripts/generate scripts/generate.ts -newer "$stamp" -print -quit)" ]; then
  npm run --silent generate
fi
npx tsc -p .
npx biome check --error-on-warnings .
# Folders whose tests need no plugin process.
mapfile -t tests < <(git ls-files test/architecture.test.ts 'test/core/*.test.ts' 'test/gojson/*.test.ts' 'test/report/*.test.ts' 'test/schema/*.test.ts' 'test/util/*.test.ts')
timeout 300 node --import tsx --test --test-reporter=dot "${tests[@]}"
