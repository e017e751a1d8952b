"""Prints what one article says: each event with its arguments, its date and the sentence that states it."""

from pathlib import Path

import kg

ARTICLE = Path(__file__).parent / "articles" / "nixon-china-1972.txt"

for article in kg.extract([ARTICLE]):
    print(f"{article['id']}: {len(article['people'])} people, {len(article['events'])} events")
    for event in article["events"]:
        arguments = "; ".join(f"{role}: {', '.join(names)}" for role, names in event["args"].items())
        print(f"\n{event['start'] or 'undated'}  {event['type']} ({event['modality']})\n  {arguments}")
        print(f"  “{event['evidence']}”")
