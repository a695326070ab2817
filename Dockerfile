# Three agents as a service, at 2886 to 2888. How to use it: docs/ci.md. It is built and tried by .ci/container.

FROM node:24-bookworm-slim AS build
WORKDIR /build
# Dependencies first, so that a change of the source does not fetch them again.
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY tsconfig.json openapi.yaml ./
COPY scripts scripts
COPY src src
RUN npm run build

FROM node:24-bookworm-slim
WORKDIR /app
RUN ln -s /app/dist/cli.js /usr/local/bin/obshell-sim
# The command holds the packages that it needs but these two, which it loads on first use (docs/dependencies.md).
COPY --from=build /build/node_modules/@faker-js/faker node_modules/@faker-js/faker
COPY --from=build /build/node_modules/node-forge node_modules/node-forge
COPY --from=build /build/dist/cli.js dist/
COPY package.json openapi.yaml openapi-control.json scenario.schema.json LICENSE ./
COPY scenarios scenarios

# A number of agents gives way to OBSHELL_SIM_SCENARIO, and to addresses in OBSHELL_SIM_AGENTS. No control token is set here: without one
# of yours it is drawn at each start.
ENV NODE_ENV=production \
    OBSHELL_SIM_HOST=0.0.0.0 \
    OBSHELL_SIM_PORT=2886 \
    OBSHELL_SIM_AGENTS=3
EXPOSE 2886 2887 2888
# The user `node`, by number: so Kubernetes, too, can tell that it is not root.
USER 1000:1000
# Often, because a CI job waits for the first success.
HEALTHCHECK --interval=3s --timeout=3s --start-period=10s --retries=3 CMD ["obshell-sim", "health"]
# Node itself is PID 1, and takes SIGTERM.
ENTRYPOINT ["node", "/app/dist/cli.js"]
