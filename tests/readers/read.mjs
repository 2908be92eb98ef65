// node read.mjs FILE.parquet...
// Reads every file with DuckDB (C++), hyparquet (JavaScript) and parquet-wasm (Rust), and prints one line of JSON
// for each file and reader: {file, reader, columns, rows, metadata} or {file, reader, error}. Rows are arrays in the
// order of the columns. Values: null, booleans, text as they are; whole numbers as text; other numbers as numbers
// (NaN, infinities and -0 as text); decimals as text with all their digits where the reader gives them exactly;
// bytes as {hex}, days as {days}, instants as {us} (microseconds, text) or {ms}; structs as objects.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { parquetMetadataAsync, parquetReadObjects, parquetSchema } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { Type, tableFromIPC } from 'apache-arrow'

const parquetWasm = createRequire(import.meta.url)('parquet-wasm')
const hex = bytes => ({ hex: Buffer.from(bytes).toString('hex') })

function plain(value) {
  if (value === null || value === undefined) return null
  switch (typeof value) {
    case 'boolean': case 'string': return value
    case 'bigint': return value.toString()
    case 'number': return Object.is(value, -0) ? '-0' : Number.isFinite(value) ? value : String(value)
  }
  if (value instanceof Date) return { ms: value.getTime() }
  if (value instanceof Uint8Array) return hex(value)
  if (Array.isArray(value)) return value.map(plain)
  if (Symbol.iterator in value) return Array.from(value, plain)
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]))
}

async function openDuckDb() {
  const instance = await DuckDBInstance.create(':memory:', { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' })
  const connection = await instance.connect()
  await connection.run("SET TimeZone = 'UTC'")
  await connection.run('SET enable_geoparquet_conversion = false')
  return connection
}

function fromDuckDb(value) {
  if (value === null || typeof value !== 'object') return plain(value)
  switch (value.constructor.name) {
    case 'DuckDBBlobValue': case 'DuckDBGeometryValue': return hex(value.bytes)
    case 'DuckDBDateValue': return { days: Number(value.days) }
    case 'DuckDBTimestampValue': case 'DuckDBTimestampTZValue': return { us: value.micros.toString() }
    case 'DuckDBTimestampMillisecondsValue': return { us: ((value.millis ?? value.milliseconds) * 1000n).toString() }
    case 'DuckDBTimestampNanosecondsValue': return { ns: (value.nanos ?? value.nanoseconds).toString() }
    case 'DuckDBTimestampSecondsValue': return { us: (value.seconds * 1000000n).toString() }
    case 'DuckDBTimeValue': return { us: value.micros.toString() }
    case 'DuckDBStructValue': return Object.fromEntries(Object.entries(value.entries).map(([name, inner]) => [name, fromDuckDb(inner)]))
    case 'DuckDBListValue': return value.items.map(fromDuckDb)
    default: return value.toString()
  }
}

async function readDuckDb(connection, file) {
  const name = path.resolve(file).replaceAll("'", "''")
  const result = await connection.runAndReadAll(`SELECT * FROM read_parquet('${name}', binary_as_string = false, hive_partitioning = false)`)
  const pairs = await connection.runAndReadAll(`SELECT decode(key), decode(value) FROM parquet_kv_metadata('${name}')`)
  return { columns: result.columnNames(), rows: result.getRows().map(row => row.map(fromDuckDb)), metadata: Object.fromEntries(pairs.getRows()) }
}

async function readHyparquet(file) {
  const bytes = readFileSync(file)
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  const source = { byteLength: buffer.byteLength, slice: async (from, to) => buffer.slice(from, to) }
  const metadata = await parquetMetadataAsync(source, { geoparquet: false })
  const columns = parquetSchema(metadata).children.map(child => child.element.name)
  const parsers = { geometryFromBytes: bytes => bytes, geographyFromBytes: bytes => bytes }
  const rows = await parquetReadObjects({ file: source, metadata, compressors, parsers, utf8: false, geoparquet: false })
  const pairs = (metadata.key_value_metadata ?? []).map(pair => [pair.key, pair.value])
  return { columns, rows: rows.map(row => columns.map(name => plain(row[name]))), metadata: Object.fromEntries(pairs) }
}

function fromArrow(value, type) {
  if (value === null || value === undefined) return null
  switch (type.typeId) {
    case Type.Timestamp: return { ms: Number(value) }
    case Type.Date: return { days: Math.round(Number(value) / 86400000) }
    case Type.Dictionary: return fromArrow(value, type.dictionary)
    case Type.Struct: return Object.fromEntries(type.children.map(child => [child.name, fromArrow(value[child.name], child.type)]))
    case Type.Decimal: {
      let digits = 0n
      const words = new Uint32Array(value.buffer ?? value, value.byteOffset ?? 0, value.length)
      for (let i = words.length - 1; i >= 0; i--) digits = digits << 32n | BigInt(words[i])
      digits = BigInt.asIntN(words.length * 32, digits)
      const text = (digits < 0n ? -digits : digits).toString().padStart(type.scale + 1, '0')
      const point = text.length - type.scale
      return (digits < 0n ? '-' : '') + text.slice(0, point) + (type.scale > 0 ? '.' + text.slice(point) : '')
    }
    default: return plain(value)
  }
}

function readParquetWasm(file) {
  const table = tableFromIPC(parquetWasm.readParquet(new Uint8Array(readFileSync(file))).intoIPCStream())
  const rows = []
  for (let i = 0; i < table.numRows; i++)
    rows.push(table.schema.fields.map((field, k) => fromArrow(table.getChildAt(k).get(i), field.type)))
  return { columns: table.schema.fields.map(field => field.name), rows, metadata: Object.fromEntries(table.schema.metadata) }
}

const connection = await openDuckDb()
const readers = {
  duckdb: file => readDuckDb(connection, file),
  hyparquet: readHyparquet,
  'parquet-wasm': readParquetWasm,
}
for (const file of process.argv.slice(2)) {
  for (const [reader, read] of Object.entries(readers)) {
    let answer
    try {
      answer = await read(file)
    } catch (error) {
      answer = { error: String(error?.message ?? error).split('\n')[0] }
    }
    process.stdout.write(JSON.stringify({ file, reader, ...answer }) + '\n')
  }
}
