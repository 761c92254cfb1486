# docker build -t plugtest . && docker run --rm -v "$PWD:/plugin" plugtest /plugin/plugin.sock
FROM node:22-slim AS build
WORKDIR /plugtest
COPY . .
RUN npm ci --ignore-scripts --no-audit --no-fund \
  && node scripts/setup.js --build-only \
  && npm prune --omit=dev --ignore-scripts

FROM node:22-slim
WORKDIR /plugtest
COPY --from=build /plugtest/package.json ./
COPY --from=build /plugtest/bin bin
COPY --from=build /plugtest/dist dist
COPY --from=build /plugtest/schemas schemas
COPY --from=build /plugtest/fixtures fixtures
COPY --from=build /plugtest/node_modules node_modules
ENV PATH=/plugtest/bin:$PATH
WORKDIR /plugin
# Sockets of plugins often belong to root: run with --user 0 then.
USER node
ENTRYPOINT ["plugtest"]
CMD ["--help"]
