import { caseArrows, taskArrows, type Arrow } from '#core/lifecycle.ts'
import { actorTable, commandTypes } from '#core/command-actors.ts'
import { caseTable, roleTable, taskTable } from '#core/transitions.ts'
import { exit, print, printJson, type Exit } from './output.ts'

/** `yijian lifecycle`: what may be done with a case, as the tables that decide it say; `--json` for other programs. */
export function lifecycleCommand(options: { readonly json?: true }): Exit {
  if (options.json)
    printJson({ caseArrows, taskArrows, caseTable, taskTable, roleTable, actorTable })
  else print(lifecyclePage().trimEnd())
  return exit.done
}

/** The page `docs/lifecycle.md`. */
export function lifecyclePage(): string {
  return `# Lifecycle of a case

Made by \`yijian lifecycle\` from the tables in \`src/core/transitions.ts\`, \`src/core/command-actors.ts\` and
\`src/core/lifecycle.ts\`; a test compares. Every change of a case goes through \`decide\` (\`src/core/decide.ts\`), which asks these tables first; what they allow may still be
refused by what was written. A cell holds the key of the refusal (its sentence is in \`src/web/words/refusals.ts\`), or ✓.

## A case

Its state follows from the parts that decide its matters.

${diagram(caseArrows, 'received')}

## One office's part in a matter

${diagram(taskArrows, 'assigned')}

## State of the case × command

${table('command', commandTypes, caseTable)}

## State of the part × command

${table('command', Object.keys(taskTable.assigned), taskTable)}

## Role of the part × command

${table('command', Object.keys(roleTable.lead), roleTable)}

## Who gives a command

Which officer may give it is asked of the table of roles in \`src/core/access.ts\`.

| command | given by |
| --- | --- |
${commandTypes.map((type) => `| ${type} | ${actorTable[type].join(', ')} |`).join('\n')}
`
}

function diagram(arrows: readonly Arrow<string>[], begin: string): string {
  const ways = new Map<string, string[]>()
  for (const { from, by, to } of arrows) {
    const way = `${from} --> ${to}`
    ways.set(way, [...(ways.get(way) ?? []), by])
  }
  const lines = [...ways].map(([way, events]) => `  ${way}: ${events.join(' / ')}`)
  return ['```mermaid', 'stateDiagram-v2', `  [*] --> ${begin}`, ...lines, '```'].join('\n')
}

function table(
  corner: string,
  rows: readonly string[],
  columns: Readonly<Record<string, Readonly<Record<string, string>>>>,
): string {
  const names = Object.keys(columns)
  const cells = (row: string): string[] =>
    names
      .map((name) => columns[name]?.[row] ?? '')
      .map((answer) => (answer === 'yes' ? '✓' : answer))
  return [
    `| ${[corner, ...names].join(' | ')} |`,
    `| ${[corner, ...names].map(() => '---').join(' | ')} |`,
    ...rows.map((row) => `| ${[row, ...cells(row)].join(' | ')} |`),
  ].join('\n')
}
