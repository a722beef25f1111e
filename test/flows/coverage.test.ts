import { describe, expect, it } from 'vitest'
import { story } from '#flows/story.ts'
import { weChat } from './channels.ts'
import { goldens } from './golden.ts'
import { neverReached } from './never-waits.ts'
import { tell } from './teller.ts'

const told = goldens.map(({ file }) => tell(file, weChat))
const visited = new Set(told.flatMap((one) => [...one.visited]))

describe('golden transcripts together', () => {
  it('visit every node of every flow', () => {
    const nodes = Object.values(story.flows).flatMap((versions) =>
      versions.flatMap((flow) =>
        Object.keys(flow.nodes)
          .filter((node) => !neverReached(flow, node))
          .map((node) => `${flow.id}/${node}`),
      ),
    )
    expect(nodes.filter((node) => !visited.has(node))).toEqual([])
  })
})
