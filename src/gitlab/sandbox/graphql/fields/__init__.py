"""What the fields answer, a module for each part of the schema; all are loaded."""
