import { SqliteQueryCompiler, ValueNode, type LimitNode } from 'kysely'

/**
 * Words queries for SQLite. How many rows are wanted stands in the words: bound as a value, SQLite would read the whole
 * statement anew each time it runs.
 */
export class SqliteCompiler extends SqliteQueryCompiler {
  protected override visitLimit(node: LimitNode): void {
    const { limit } = node
    if (ValueNode.is(limit) && Number.isSafeInteger(limit.value)) {
      this.append(`limit ${String(limit.value)}`)
      return
    }
    super.visitLimit(node)
  }
}
