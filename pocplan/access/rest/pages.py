"""Lists of the API are paged, all alike."""

from rest_framework.pagination import PageNumberPagination


class Pages(PageNumberPagination):
    """50 to a page, 200 at most. The total counts what the reader may see, and nothing else."""

    page_size = 50
    page_size_query_param = "per_page"
    max_page_size = 200
