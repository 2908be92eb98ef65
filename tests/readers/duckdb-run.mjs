// node duckdb-run.mjs SQL...
// Runs each statement in one in-memory DuckDB; the rows of the last one are printed as JSON, values as text.
import { DuckDBInstance } from '@duckdb/node-api'

const instance = await DuckDBInstance.create(':memory:', { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' })
const connection = await instance.connect()
await connection.run("SET TimeZone = 'UTC'")
let result
for (const statement of process.argv.slice(2)) result = await connection.runAndReadAll(statement)
const text = value => (value === null ? null : String(value))
process.stdout.write(JSON.stringify(result.getRows().map(row => row.map(text))) + '\n')
