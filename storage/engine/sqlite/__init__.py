"""SQLite: connections, transactions, migrations, errors."""
