import { parseArgs } from 'node:util'
import { drill, faultsIn, figures, type Plan } from './drill.ts'
import { canTrace, watch } from './traced.ts'

interface Asked extends Plan {
  readonly trace: boolean
}

function asked(): Asked {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '20' },
      minutes: { type: 'string', default: 'Infinity' },
      seed: { type: 'string', default: String(Date.now() % 100_000) },
      postgres: { type: 'boolean', default: false },
      synced: { type: 'boolean', default: false },
      trace: { type: 'boolean', default: false },
    },
  })
  const { kills, minutes, seed, ...ways } = values
  return { kills: Number(kills), minutes: Number(minutes), seed: Number(seed), ...ways }
}

/** Gives how many promises were broken. */
async function tellDrill(plan: Plan): Promise<number> {
  const began = performance.now()
  const seconds = (): string => `${((performance.now() - began) / 1000).toFixed(0)} s`
  const outcome = await drill({
    ...plan,
    onRound: (so) => {
      const faults = faultsIn(so)
      console.error(`${so.kills} kills, ${faults.length} findings, ${seconds()}`)
      for (const fault of faults.slice(0, 5)) console.error(`  ${fault.slice(0, 400)}`)
    },
  })
  const faults = faultsIn(outcome)
  console.log(`${figures(outcome)} (seed ${plan.seed}, ${seconds()})`)
  for (const fault of faults.slice(0, 50)) console.log(fault)
  if (faults.length > 0) console.log(outcome.output)
  return faults.length
}

async function tellTrace(seed: number): Promise<number> {
  if (!canTrace()) {
    console.log('sync before acknowledgement: not looked at, strace is not here')
    return 0
  }
  const all = await watch(seed)
  for (const { acknowledgements, syncs, unsynced, written } of all) {
    const said = [...acknowledgements].map(([kind, times]) => `${times} ${kind}`)
    const files = [...written].map(([file, times]) => `${file} ${times}`)
    console.log(
      `sync before acknowledgement: ${said.join(', ')}; ${syncs} syncs, ${unsynced.length} too early; writes: ${files.join(', ')}`,
    )
    for (const what of unsynced.slice(0, 30)) console.log(what)
  }
  return all.reduce((sum, { unsynced }) => sum + unsynced.length, 0)
}

const { trace, ...plan } = asked()
const faults = await (trace ? tellTrace(plan.seed) : tellDrill(plan))
process.exit(faults > 0 ? 1 : 0)
