/** One line that is written over as work goes on; nothing where nobody sits before it. */
export interface ProgressLine {
  readonly tell: (what: string, done: number, of: number) => void
  readonly end: () => void
}

const width = 24

/** On standard error, so that what a command says can be read by programs. */
export function progressLine(out: NodeJS.WriteStream = process.stderr): ProgressLine {
  let shown = ''
  const show = (line: string): void => {
    if (!out.isTTY || line === shown) return
    shown = line
    out.write(`\r\u001b[K${line}`)
  }
  return {
    tell: (what, done, of) => {
      const share = of === 0 ? 1 : Math.min(1, done / of)
      const full = Math.round(share * width)
      show(`${'█'.repeat(full)}${'░'.repeat(width - full)} ${Math.floor(share * 100)}%  ${what}`)
    },
    end: () => show(''),
  }
}
