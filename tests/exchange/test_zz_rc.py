from tests.exchange.test_exchange import add, both, change, mail, pair
from tests.exchange.test_review import copy
from trygg_desktop.exchange.exchange import Exchange
from trygg_desktop.workspace import Workspace
__all__=["both"]

def test_power(both, tmp_path):
    one, other = both
    mail(one, other); mail(other, one)
    id = add(one)
    seen = {}
    def lay(files, laid):
        seen["files"] = [f.content for f in files]
        seen["copy"] = copy(one)
    one.send(other.card().identity, lay=lay)
    for c in seen["files"]:
        other.receive(c)
    with Workspace.open(seen["copy"], one.workspace.key) as left:
        after = Exchange(left)
        change(after, id, protection="protected", ground="OSL 18:2")
        print("draft", left.get(id).draft, [s.name for s in after.sent_files()])
        add(after, "Ny")
        mail(after, other)
        print([ (s.name,) for s in other.workspace.records(type(left.get(id)))])
