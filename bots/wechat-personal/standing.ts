import type { ChannelReport, Port } from '#conversation/channel.ts'

/** How we stand with the platform, as the desk and the terminal are told it. */
export interface Standing {
  readonly isOn: () => boolean
  readonly report: (report: ChannelReport) => void
  readonly last: () => ChannelReport
}

interface Options {
  readonly channel: string
  readonly port: Pick<Port, 'report'>
  /** A code to scan, where the operator can see it. */
  readonly show: (picture: string) => void
}

/** The same news twice is told once. */
export function createStanding({ channel, port, show }: Options): Standing {
  let last: ChannelReport = { state: 'logged-out', why: 'off' }
  return {
    isOn: () => last.state === 'on',
    last: () => last,
    report: (report) => {
      const { state, why, picture } = report
      if (state === last.state && why === last.why && picture === last.picture) return
      last = report
      port.report?.(channel, report)
      if (picture) show(picture)
    },
  }
}
