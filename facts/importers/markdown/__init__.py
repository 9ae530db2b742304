"""Reader of Markdown notes: headings are topics, list items are facts.

    # power naps
    Also known as: PN, short sleep

    A power nap is a short sleep by day.

    Source: [The Nap Handbook](https://naps.example/handbook), Jane Doe · Sleep Lab, Mar 15, 2026

    - Long naps leave people drowsy.
    - procedure (supports): Lie down, and set an alarm.
      Topics: alarms

The same rules bring in notes from Obsidian and Notion. starter/template.md explains the form.
"""
