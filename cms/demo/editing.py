"""What the editors of the demo may do: pages, images and documents, nothing of the chat."""

from itertools import product

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from .cast import EDITORS
from .people import admin_access

PAGE_PERMISSIONS = ("add", "change", "publish")
COLLECTION_PERMISSIONS = {
    "wagtailimages": ("add_image", "change_image", "choose_image"),
    "wagtaildocs": ("add_document", "change_document", "choose_document"),
}


def let_editors_edit(*homes):
    """Give the editors' group the whole site below these pages."""
    group = Group.objects.get(name=EDITORS)
    group.permissions.add(admin_access())
    for home, permission in product(homes, PAGE_PERMISSIONS):
        GroupPagePermission.objects.create(group=group, page=home, permission_type=permission)
    everything = Collection.get_first_root_node()
    for app, codenames in COLLECTION_PERMISSIONS.items():
        for permission in Permission.objects.filter(
            content_type__app_label=app, codename__in=codenames
        ):
            GroupCollectionPermission.objects.create(
                group=group, collection=everything, permission=permission
            )
