/*
 * Loaded into web and worker processes before the product is: what the tests' own process does at its start.
 */
import { prepareStatements } from '#tests/support/prepared_statements'

prepareStatements()
