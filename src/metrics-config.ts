import { z } from 'zod'

/** Where a monitoring system reads: an address of its own, never that of citizens. */
export interface MetricsSettings {
  readonly host: string
  readonly port: number
}

export const metricsOptions = {
  METRICS_PORT: {
    value: z.coerce.number().int().min(0).max(65535).optional(),
    cure: 'a port for figures in the format of Prometheus, 0 to 65535, or nothing',
  },
  METRICS_HOST: {
    value: z.string().min(1).default('127.0.0.1'),
    cure: 'the address that the monitoring system reaches and citizens do not',
  },
} as const

export const metricsOf = ({
  METRICS_PORT: port,
  METRICS_HOST: host,
}: {
  readonly METRICS_PORT?: number | undefined
  readonly METRICS_HOST: string
}): { readonly metrics?: MetricsSettings } =>
  port === undefined ? {} : { metrics: { host, port } }
