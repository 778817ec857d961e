"""The frame: sign-in, hat and language."""

from strategies.domain.strategies import start_strategy
from tests.world import World

DSRSG = "Deputy"


def test_the_sign_in_page_works_without_an_account(world: World) -> None:
    client = world.client("adviser")
    client.logout()
    page = client.get("/account/login/")
    assert page.status_code == 200
    assert "by invitation" in page.text
    answer = client.post("/account/login/", {"login": "adviser", "password": "demo"})
    assert answer.status_code == 302


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(world: World) -> None:
    client = world.client("adviser")
    client.logout()
    texts = {
        client.post("/account/login/", {"login": who, "password": "wrong"}).text.replace(who, "x").split("<main")[1]
        for who in ("adviser", "nobody.known")
    }
    assert len({text.split("csrfmiddlewaretoken")[0] for text in texts}) == 1


def test_another_hat_is_worn_from_the_next_page_on(world: World) -> None:
    client = world.client("dsrsg.hc", "Deputy")
    hc = world.hat("dsrsg.hc", "Humanitarian")
    client.post("/hat/", {"hat": str(hc.incumbency_id)})
    assert client.session["hat"] == str(hc.incumbency_id)


def test_the_page_stays_where_the_new_hat_may_see_it_and_else_the_start_page_comes(world: World) -> None:
    client = world.client("dsrsg.hc", "Deputy")
    hc = str(world.hat("dsrsg.hc", "Humanitarian").incumbency_id)
    with world.acting("adviser") as actor:
        hidden = f"/strategies/{start_strategy(actor=actor, title='T').pk}/"
    assert client.get(hidden).status_code == 200
    changed = client.post("/hat/", {"hat": hc, "next": hidden})
    assert changed["Location"] == hidden
    assert client.get(hidden)["Location"] == "/"
    assert client.get(hidden).status_code == 404  # only on arriving
    deputy = str(world.hat("dsrsg.hc", "Deputy").incumbency_id)
    assert client.post("/hat/", {"hat": deputy, "next": "/missions/"})["Location"] == "/missions/"
    assert client.get("/missions/").status_code == 200
    absent = "/strategies/5d1b7a52-1c51-4b0e-9d2b-0d6f2a0c77aa/"
    client.post("/hat/", {"hat": hc, "next": absent})
    assert client.get(absent)["Location"] == "/"
    assert client.post("/hat/", {"hat": deputy, "next": "//elsewhere.example/"})["Location"] == "/"


def test_a_hat_of_somebody_else_is_not_worn(world: World) -> None:
    client = world.client("adviser")
    client.post("/hat/", {"hat": str(world.hat("cluster.lead").incumbency_id)})
    assert "hat" not in client.session


def test_the_language_stays(world: World) -> None:
    client = world.client("adviser")
    client.post("/language/", {"language": "fr", "next": "/account/login/"})
    assert client.cookies["django_language"].value == "fr"
    assert world.user("adviser").language == "fr"


def test_next_does_not_lead_elsewhere(world: World) -> None:
    answer = world.client("adviser").post("/language/", {"language": "fr", "next": "https://elsewhere.example/"})
    assert answer["Location"] == "/"


def test_a_form_opened_under_another_hat_is_refused_and_keeps_the_text(world: World) -> None:
    client = world.client("dsrsg.hc", "Deputy")
    hc = world.hat("dsrsg.hc", "Humanitarian")
    answer = client.post("/language/", {"_hat": str(hc.incumbency_id), "words": "What I typed", "password": "secret"})
    assert answer.status_code == 409
    assert "What I typed" in answer.text
    assert "secret" not in answer.text
    assert f'value="{hc.incumbency_id}"' in answer.text


def test_hidden_and_absent_are_one_page(world: World) -> None:
    assert world.client("adviser").get("/nothing/here").status_code == 404


def test_demo_accounts_are_unknown_outside_the_demo(world: World, settings) -> None:  # type: ignore[no-untyped-def]
    settings.IS_TEST = settings.DEMO = False
    client = world.client("adviser")
    client.logout()
    assert client.post("/account/login/", {"login": "adviser", "password": "demo"}).status_code == 200
    settings.DEMO = True
    assert client.post("/account/login/", {"login": "adviser", "password": "demo"}).status_code == 302
