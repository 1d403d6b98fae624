# One image, three commands: the app (default), the relay, the migrations.
#   docker run ... switchboard                              the console and the API
#   docker run ... switchboard node --max-semi-space-size=4 --heap-growing-percent=40 server/relay/main.ts    live audio
#   docker run ... switchboard node scripts/migrate.ts      the database's schema
# Not built or run by this project's tests; see README-PRODUCTION.md.

FROM node:24-bookworm-slim AS base
WORKDIR /switchboard
ENV NEXT_TELEMETRY_DISABLED=1

FROM base AS build
COPY package.json package-lock.json .npmrc ./
COPY prisma ./prisma
COPY scripts/generate-client.ts ./scripts/generate-client.ts
RUN npm ci
COPY . .
RUN npx next build && rm -rf .next/cache

FROM base AS packages
COPY package.json package-lock.json .npmrc ./
COPY prisma ./prisma
COPY scripts/generate-client.ts ./scripts/generate-client.ts
RUN npm ci --omit=dev

FROM base AS run
ENV NODE_ENV=production PORT=3000 RELAY_PORT=8081 RELAY_HOST=0.0.0.0 STORAGE_URL=file:/data/recordings JOURNAL_DIR=/data/journal SPOOL_DIR=/data/spool NODE_COMPILE_CACHE=/tmp/compiled
COPY --from=packages /switchboard/node_modules ./node_modules
COPY --from=packages /switchboard/prisma ./prisma
COPY --from=build /switchboard/.next ./.next
COPY --from=build /switchboard/public ./public
COPY package.json tsconfig.json next.config.ts ./
COPY contracts ./contracts
COPY core ./core
COPY server ./server
COPY scripts ./scripts
RUN mkdir -p /data/recordings /data/journal && chown -R node:node /data
USER node
VOLUME /data
EXPOSE 3000 8081
STOPSIGNAL SIGTERM
CMD ["node", "node_modules/next/dist/bin/next", "start", "-H", "0.0.0.0"]
