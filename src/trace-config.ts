import { z } from 'zod'
import { isOwnNetwork } from './own-network.ts'

/** A collector is named by its root; a name and a password in it would stand in every list of settings. */
const isRoot = (url: string): boolean => {
  const { username, password, search, hash } = new URL(url)
  return `${username}${password}${search}${hash}` === ''
}

export const traceOptions = {
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    value: z
      .url({ protocol: /^https?$/, abort: true })
      .refine(isRoot)
      .refine((url) => url.startsWith('https:') || isOwnNetwork(url))
      .optional(),
    cure: 'the root of an OpenTelemetry collector, e.g. http://127.0.0.1:4318, without password; outside your own network with https://',
  },
} as const

/** `traceUrl`: where spans are posted; absent, none are made. */
export const tracesOf = ({
  OTEL_EXPORTER_OTLP_ENDPOINT: root,
}: {
  readonly OTEL_EXPORTER_OTLP_ENDPOINT?: string | undefined
}): { readonly traceUrl?: string } =>
  root === undefined ? {} : { traceUrl: `${root.replace(/\/+$/, '')}/v1/traces` }
